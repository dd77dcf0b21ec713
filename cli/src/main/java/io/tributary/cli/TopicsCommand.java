package io.tributary.cli;

import io.tributary.cli.terminal.Columns;
import io.tributary.cli.terminal.Terminal;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.topic.TopicCreator;
import io.tributary.model.config.KafkaConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code topics}: makes the topics that a job needs. */
@Command(
    name = "topics",
    header = "Creates the topics of a configuration with the right settings.",
    description = "Topics that are there already stay as they are; it can be run again and again.",
    footer = {"", "Example:", "  ./tributary topics -c model.yaml"})
final class TopicsCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ConfigurationOption configuration;

  @Option(names = "--json", description = "Print the topics as JSON.")
  private boolean json;

  TopicsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    KafkaConfig kafka = configuration.read().kafka();
    TopicCreator.Outcome training = TopicCreator.create(kafka);
    TopicCreator.Outcome scoring = TopicCreator.createScoring(kafka);
    Map<String, Integer> partitions = new TreeMap<>(training.partitions());
    partitions.putAll(scoring.partitions());
    Set<String> created = new TreeSet<>(training.created());
    created.addAll(scoring.created());
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("partitions", partitions);
      line.put("created", created);
      terminal.out().println(Json.text(line));
    } else {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("topic", "partitions", ""));
      partitions.forEach(
          (name, count) ->
              rows.add(
                  List.of(
                      name,
                      count.toString(),
                      created.contains(name) ? "created" : "there already")));
      Columns.align(rows).forEach(terminal.out()::println);
    }
    return ExitCode.OK;
  }
}
