package io.tributary.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.connectors.checkpoint.Alias;
import io.tributary.connectors.checkpoint.Aliases;
import io.tributary.connectors.checkpoint.CheckpointReader;
import io.tributary.connectors.record.Json;
import io.tributary.connectors.record.PredictionRecord;
import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.Topics;
import io.tributary.embedded.junit.BrokerExtension;
import io.tributary.job.JobOptions;
import io.tributary.job.JobRun;
import io.tributary.job.ScoringOptions;
import io.tributary.job.ScoringRun;
import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Commands that follow an alias, or move it. */
@Timeout(180)
class AliasIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  @RegisterExtension private static final BrokerExtension KAFKA = new BrokerExtension();
  @TempDir private static Path folder;

  private static Path file;
  private static Configuration configuration;

  @BeforeAll
  static void train() throws Exception {
    new ReproduceInput(KAFKA.bootstrapServers()).feed("all.examples", ReproduceInput.values(900));
    file =
        Files.writeString(
            folder.resolve("aliased.yaml"),
            ReproduceInput.configuration("aliased", "{by: target}", 0.1, KAFKA.bootstrapServers()));
    configuration = ConfigurationFile.read(file, Map.of());
    try (JobRun run = JobRun.submit(configuration, JobOptions.toTheEnd())) {
      run.follow(header -> {});
    }
  }

  @Test
  void commandsFollowTheChampionThatAPersonChooses() throws Exception {
    long newest = new CheckpointReader(configuration.kafka()).newest().id().round();
    assertThat(exported("--alias", "candidate")).isEqualTo(newest);
    assertThat(exported()).isEqualTo(newest);

    TestTerminal.Result said = run("rollback", "--round", "3", "--hold", "--json");
    assertThat(JSON.readTree(said.out()).get("round").asLong()).isEqualTo(3);
    assertThat(exported("--alias", "champion")).isEqualTo(3);
    assertThat(exported("--alias", "CANDIDATE")).isEqualTo(newest);
    assertThat(new Aliases(configuration.kafka()).require(Alias.CHAMPION).held()).isTrue();
    assertThat(run("rollback", "--release").out()).startsWith("Round 3 of run ");
    assertThat(new Aliases(configuration.kafka()).require(Alias.CHAMPION).held()).isFalse();
    assertThat(exported("--alias", "champion")).isEqualTo(3);

    assertRefused(2, "give --round N", "rollback");
    assertRefused(2, "or --release alone", "rollback", "--round", "3", "--release");
    assertRefused(1, "There is no checkpoint of round 4", "rollback", "--round", "4");
    assertRefused(2, "name two models", "export", "-o", "x", "--alias", "champion", "--round", "3");
    assertThat(exported("--alias", "champion")).isEqualTo(3);
  }

  /** Dropout, a regression's scale and two types of tasks are in it. */
  @Test
  void theScoringJobSaysWhatPredictSays() throws Exception {
    run("rollback", "--round", "6");
    List<String> requests = new ArrayList<>();
    for (String value : ReproduceInput.values(40)) {
      requests.add(
          "{\"id\":\"%d\",%s}"
              .formatted(requests.size(), value.substring(1, value.indexOf(",\"labels\""))));
    }
    try (ScoringRun scoring = ScoringRun.submit(configuration, ScoringOptions.standard())) {
      send(requests);
      while (answers().size() < requests.size()) {
        Thread.sleep(50);
      }
      scoring.stop();
      scoring.awaitStop();
    }
    Path lines = Files.write(folder.resolve("requests.jsonl"), requests);
    Path predicted = folder.resolve("predicted.jsonl");
    run("predict", "--alias", "champion", "-e", lines.toString(), "-o", predicted.toString());

    List<PredictionRecord> answers = answers();
    List<String> expected = Files.readAllLines(predicted);
    assertThat(answers).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      JsonNode line = JSON.readTree(expected.get(i));
      assertThat(answers.get(i).id()).isEqualTo(line.get("id").asText());
      assertThat(answers.get(i).round()).isEqualTo(6);
      assertThat(JSON.readTree(Json.text(answers.get(i).predictions())))
          .isEqualTo(line.get("predictions"));
    }
  }

  private static long exported(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-o", folder + "/model", "--json"));
    arguments.addAll(List.of(options));
    TestTerminal.Result result = run("export", arguments.toArray(String[]::new));
    return JSON.readTree(result.out()).get("round").asLong();
  }

  private static void assertRefused(int exitCode, String message, String command, String... rest) {
    TestTerminal.Result result = execute(command, rest);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.err()).contains(message).hasLineCount(1);
  }

  private static TestTerminal.Result run(String command, String... rest) {
    TestTerminal.Result result = execute(command, rest);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  private static TestTerminal.Result execute(String command, String... rest) {
    List<String> arguments = new ArrayList<>(List.of(command, "-c", file.toString()));
    arguments.addAll(List.of(rest));
    return TestTerminal.execute(arguments.toArray(String[]::new));
  }

  private static void send(List<String> requests) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String request : requests) {
        producer
            .send(new ProducerRecord<>("aliased.requests", 0, null, request.getBytes(UTF_8)))
            .get();
      }
    }
  }

  private static List<PredictionRecord> answers() {
    List<PredictionRecord> answers = new ArrayList<>();
    CommittedLog.read(
        configuration.kafka(),
        Topics.of(configuration.kafka()).predictions(),
        record -> answers.add(Json.read(record.value(), PredictionRecord.class)));
    return answers;
  }
}
