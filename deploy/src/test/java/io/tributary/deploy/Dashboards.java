package io.tributary.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The dashboards' files. */
final class Dashboards {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Dashboards() {}

  /**
   * A panel.
   *
   * @param queries as they stand in the file, with variables
   */
  record Panel(String dashboard, JsonNode json, List<String> queries) {

    String title() {
      return json.path("title").asText();
    }

    @Override
    public String toString() {
      return dashboard + " / " + title();
    }
  }

  static List<JsonNode> all() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(Repository.DOCKER.resolve("grafana/dashboards"))) {
      for (Path file : files.sorted().toList()) {
        all.add(JSON.readTree(file.toFile()));
      }
    }
    return all;
  }

  /** All panels with data. */
  static List<Panel> panels() throws IOException {
    List<Panel> panels = new ArrayList<>();
    for (JsonNode dashboard : all()) {
      for (JsonNode panel : dashboard.path("panels")) {
        if (!panel.path("type").asText().equals("row")) {
          List<String> queries = new ArrayList<>();
          panel.path("targets").forEach(target -> queries.add(target.path("expr").asText()));
          panels.add(new Panel(dashboard.path("title").asText(), panel, queries));
        }
      }
    }
    return panels;
  }
}
