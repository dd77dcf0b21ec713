package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.deploy.Dashboards.Panel;
import io.tributary.job.metrics.JobMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whether the dashboards and alerts are whole; what they show is DashboardsIT's. */
class DashboardsTest {

  private static final Pattern OURS = Pattern.compile("tributary_[a-z_]+");

  @Test
  void everyPanelSaysWhatItShows() throws IOException {
    assertThat(Dashboards.panels()).hasSizeGreaterThan(40);
    for (Panel panel : Dashboards.panels()) {
      assertThat(panel.title()).as("%s", panel).isNotBlank();
      assertThat(panel.json().path("description").asText()).as("%s", panel).isNotBlank();
      assertThat(panel.json().at("/fieldConfig/defaults/unit").asText())
          .as("%s", panel)
          .isNotBlank();
      assertThat(panel.queries()).as("%s", panel).isNotEmpty().noneMatch(String::isBlank);
      assertThat(panel.json().at("/datasource/uid").asText()).isEqualTo("${datasource}");
    }
  }

  @Test
  void dashboardsHaveVariablesAndAreReadOnly() throws IOException {
    assertThat(Dashboards.all())
        .extracting(dashboard -> dashboard.path("title").asText())
        .containsExactlyInAnyOrder("Learning", "Operations");
    for (JsonNode dashboard : Dashboards.all()) {
      assertThat(dashboard.path("editable").asBoolean(true)).isFalse();
      List<String> variables = new ArrayList<>();
      dashboard.at("/templating/list").forEach(one -> variables.add(one.path("name").asText()));
      assertThat(variables).containsExactly("datasource", "job", "model");
      List<Integer> ids = new ArrayList<>();
      dashboard.path("panels").forEach(panel -> ids.add(panel.path("id").asInt()));
      assertThat(ids).doesNotHaveDuplicates();
    }
  }

  /** One that lies on another hides it. */
  @Test
  void nothingLiesOnAnother() throws IOException {
    for (JsonNode dashboard : Dashboards.all()) {
      Map<String, String> cells = new HashMap<>();
      for (JsonNode panel : dashboard.path("panels")) {
        JsonNode place = panel.path("gridPos");
        for (int x = place.path("x").asInt(); x < right(place); x++) {
          for (int y = place.path("y").asInt(); y < bottom(place); y++) {
            String title = panel.path("title").asText();
            assertThat(cells.put(x + "/" + y, title)).as("below " + title).isNull();
          }
        }
      }
    }
  }

  private static int right(JsonNode place) {
    return place.path("x").asInt() + place.path("w").asInt();
  }

  private static int bottom(JsonNode place) {
    return place.path("y").asInt() + place.path("h").asInt();
  }

  /** And nothing is shown that the job does not tell. */
  @Test
  void everyMetricStandsOnADashboard() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (Panel panel : Dashboards.panels()) {
      panel.queries().forEach(query -> shown.addAll(names(query)));
    }
    Set<String> ours = new TreeSet<>();
    for (JobMetric metric : JobMetric.values()) {
      ours.add(prometheus(metric));
    }
    assertThat(shown).isEqualTo(ours);
    assertThat(ours).containsAll(names(rules()));
  }

  @Test
  void everyAlertHasARunbook() throws IOException {
    String operations = Files.readString(Repository.ROOT.resolve("docs/operations.md"));
    Matcher alert = Pattern.compile("- alert: (\\w+)").matcher(rules());
    int alerts = 0;
    while (alert.find()) {
      alerts++;
      assertThat(operations).contains("\n### " + alert.group(1) + "\n");
      assertThat(rules())
          .contains("docs/operations.md#" + alert.group(1).toLowerCase(Locale.ROOT) + "\n");
    }
    assertThat(alerts).isGreaterThan(10);
  }

  static String rules() throws IOException {
    return Files.readString(Repository.DOCKER.resolve("prometheus/rules.yaml"));
  }

  private static Set<String> names(String text) {
    Set<String> names = new TreeSet<>();
    Matcher name = OURS.matcher(text);
    while (name.find()) {
      names.add(name.group().replaceAll("_(bucket|sum|count)$", ""));
    }
    return names;
  }

  private static String prometheus(JobMetric metric) {
    String words = words(metric);
    return "tributary_"
        + switch (metric.kind()) {
          case COUNTER -> words + "_total";
          case GAUGE -> words;
          case HISTOGRAM -> words.replace("_millis", "_seconds");
        };
  }

  static String words(JobMetric metric) {
    return metric.id().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }
}
