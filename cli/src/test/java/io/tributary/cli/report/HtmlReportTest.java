package io.tributary.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

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
