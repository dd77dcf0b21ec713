package io.tributary.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

  @Test
  void thePageNeedsNoNetwork() throws IOException {
    String page =
        HtmlReport.render("Demo <1> & more", SampleRun.of(120, false), SampleRun.of(120, true));
    Files.writeString(Path.of("target", "sample-report.html"), page); // to look at

    assertThat(page).contains("<title>Demo &lt;1> &amp; more</title>").contains("Chart.js v4");
    assertThat(page).doesNotContain("{{");
    assertThat(page.replaceAll("(?s)/\\*.*?\\*/", ""))
        .doesNotContainPattern("(src|href)\\s*=\\s*[\"']?(https?:)?//")
        .doesNotContain("sourceMappingURL")
        .doesNotContain("@import");
    assertThat(page.split("</script>", -1)).hasSize(4); // three scripts, none cut short
  }

  @Test
  void theNumbersOfBothRunsAreInIt() throws IOException {
    JsonNode data = data(HtmlReport.render("x", SampleRun.of(120, false), SampleRun.of(120, true)));

    assertThat(data.at("/report/rounds").asInt()).isEqualTo(120);
    assertThat(data.at("/alone/tasks/target/scores/test/accuracy").asDouble()).isEqualTo(0.69);
    assertThat(data.at("/charts").findValuesAsText("title"))
        .contains("The target: target", "Task weights", "α", "Each task, prequential");
    JsonNode weights = data.at("/charts/1/curves");
    assertThat(weights.findValuesAsText("label")).isEqualTo(SampleRun.TASKS);
    assertThat(weights.at("/1/points/119/0").asInt()).isEqualTo(120);
    assertThat(weights.at("/1/points/119/1").asDouble()).isEqualTo(1.9);
  }

  @Test
  void scoresOfPeriodsStandInATableOfEachTask() throws IOException {
    JsonNode data = data(HtmlReport.render("x", SampleRun.of(120, false), null));

    JsonNode tables = data.at("/periods");
    assertThat(tables.findValuesAsText("task")).containsExactly("target", "harmful");
    JsonNode target = tables.get(0);
    assertThat(target.at("/columns").toString()).isEqualTo("[1,2,3,4,5]");
    assertThat(target.at("/rows/1/round").asInt()).isEqualTo(48);
    assertThat(target.at("/rows/1/values").toString())
        .as("of the first two periods, and of the third what it began with")
        .isEqualTo("[0.41,0.5,0.49,null,null]");
    assertThat(target.at("/rows/4/values").toString())
        .as("two are let go by then")
        .isEqualTo("[null,null,0.47,0.56,0.65]");
    assertThat(target.at("/newest/forgetting").asDouble()).isCloseTo(0.06, within(1e-12));
    assertThat(data.at("/report/tasks/target/periods/period").asInt()).isEqualTo(5);
    assertThat(data.at("/report/tasks/neutral").has("periods")).isFalse();
    assertThat(data.at("/charts").findValuesAsText("title"))
        .contains("Test examples that periods have kept");
  }

  @Test
  void longRunsStaySmallPages() throws IOException {
    String page = HtmlReport.render("x", SampleRun.of(20_000, false), null);

    assertThat(page.length()).isLessThan(600_000);
    JsonNode points = data(page).at("/charts/1/curves/0/points");
    assertThat(points.size()).isBetween(200, 400);
    assertThat(points.get(points.size() - 1).get(0).asInt()).isEqualTo(20_000);
  }

  private static JsonNode data(String page) throws IOException {
    String open = "<script type=\"application/json\" id=\"data\">";
    int start = page.indexOf(open) + open.length();
    return new ObjectMapper().readTree(page.substring(start, page.indexOf("</script>", start)));
  }
}
