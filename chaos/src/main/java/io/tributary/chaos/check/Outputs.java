package io.tributary.chaos.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.connectors.checkpoint.Safetensors;
import io.tributary.connectors.topic.CommittedLog;
import io.tributary.connectors.topic.Topics;
import io.tributary.model.config.KafkaConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a {@code read_committed} reader finds in the output topics of a run, in order. Run,
 * generation and wall-clock time, which differ from run to run, are left out.
 *
 * @param taskWeights records, one a round
 * @param evaluations records
 * @param checkpoints rounds of the whole ones
 * @param models the texts of each, the hash of its tensors among them, by round
 * @param broken what is wrong with checkpoints that are not whole
 */
record Outputs(
    List<JsonNode> taskWeights,
    List<JsonNode> evaluations,
    List<Long> checkpoints,
    Map<Long, Map<String, String>> models,
    List<String> broken) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> OF_THE_RUN = List.of("run", "generation", "time");

  /** Reads what is committed now. */
  static Outputs read(KafkaConfig kafka) {
    Topics topics = Topics.of(kafka);
    Outputs outputs =
        new Outputs(
            json(kafka, topics.taskWeights()),
            json(kafka, topics.evaluations()),
            new ArrayList<>(),
            new TreeMap<>(),
            new ArrayList<>());
    List<ConsumerRecord<byte[], byte[]>> chunks = new ArrayList<>();
    CommittedLog.read(kafka, topics.checkpoints(), chunks::add);
    outputs.assemble(chunks);
    return outputs;
  }

  private static List<JsonNode> json(KafkaConfig kafka, String topic) {
    List<JsonNode> records = new ArrayList<>();
    CommittedLog.read(
        kafka,
        topic,
        record -> {
          try {
            ObjectNode node = (ObjectNode) JSON.readTree(record.value());
            records.add(node.remove(OF_THE_RUN));
          } catch (IOException broken) {
            throw new UncheckedIOException(broken);
          }
        });
    return records;
  }

  /** Puts the chunks together as {@code docs/topics.md} says: one checkpoint after the other. */
  private void assemble(List<ConsumerRecord<byte[], byte[]>> chunks) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    int next = 0;
    for (ConsumerRecord<byte[], byte[]> chunk : chunks) {
      long round = Long.parseLong(header(chunk, "round"));
      if (Integer.parseInt(header(chunk, "chunk")) != next) {
        broken.add("round %d: chunk %s, not %d".formatted(round, header(chunk, "chunk"), next));
      }
      file.writeBytes(chunk.value());
      next++;
      if (next == Integer.parseInt(header(chunk, "chunks"))) {
        if (!sha256(file.toByteArray()).equals(header(chunk, "sha256"))) {
          broken.add("round %d: the hash is another".formatted(round));
        }
        Safetensors model = Safetensors.parse(file.toByteArray());
        Map<String, String> texts = new TreeMap<>(model.metadata());
        texts.keySet().removeAll(OF_THE_RUN);
        checkpoints.add(round);
        texts.put("sha256", model.dataSha256());
        models.put(round, texts);
        file.reset();
        next = 0;
      }
    }
    if (next != 0) {
      broken.add("the last one lacks chunks");
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
