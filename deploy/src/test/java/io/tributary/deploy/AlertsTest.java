package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts fire when they should: Prometheus' own promtool evaluates them over made series. */
class AlertsTest {

  private static final Path CASES = Path.of("src", "test", "resources", "alerts.yaml");

  @TempDir private Path folder;

  @Test
  void fireWhenTheyShould() throws Exception {
    if (Programs.onPath("promtool") == null) {
      System.out.println("AlertsTest: no promtool on the PATH (Debian: apt install prometheus)");
      Assumptions.abort("no promtool");
    }
    Shell shell = new Shell(folder, Map.of());
    assertThat(shell.run(List.of("promtool", "test", "rules", CASES.toString())))
        .contains("SUCCESS");
  }

  @Test
  void everyAlertHasACase() throws Exception {
    List<String> alerts =
        Pattern.compile("- alert: (\\w+)")
            .matcher(DashboardsTest.rules())
            .results()
            .map(alert -> alert.group(1))
            .toList();
    assertThat(alerts).hasSizeGreaterThan(10);
    String cases = Files.readString(CASES);
    assertThat(alerts)
        .allSatisfy(
            alert ->
                assertThat(cases)
                    .contains("exp_alerts:\n          - exp_labels:")
                    .contains("- name: " + alert + "\n")
                    .contains("runbook_url: docs/operations.md#" + alert.toLowerCase(Locale.ROOT)));
  }
}
