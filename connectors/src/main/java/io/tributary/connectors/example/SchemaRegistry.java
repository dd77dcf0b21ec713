package io.tributary.connectors.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.model.config.SchemaRegistryConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Schemas by their ids, from a registry's HTTP interface. An id never changes its schema, so each
 * is asked for once. Used by one thread.
 */
final class SchemaRegistry {

  /** Pauses before the next attempts; half a minute in all. */
  private static final int[] PAUSES_MILLIS = {100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800};

  /** More than anybody has, and an end to what a broken registry may ask for. */
  private static final int MOST_REFERENCES = 100;

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SchemaRegistryConfig config;
  private final int[] pauses;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER) // they would take the password along
          .build();
  private final Map<Integer, Schema> known = new HashMap<>();

  SchemaRegistry(SchemaRegistryConfig config) {
    this(config, PAUSES_MILLIS);
  }

  /** With other pauses between attempts, in milliseconds. */
  SchemaRegistry(SchemaRegistryConfig config, int... pauses) {
    this.config = config;
    this.pauses = pauses.clone();
  }

  /**
   * The schema of an id.
   *
   * @throws Rejection when the registry has none, or none of Avro's
   * @throws SchemaRegistryException when the registry does not answer, after several attempts
   */
  Schema schema(int id) throws Rejection {
    Schema schema = known.get(id);
    if (schema == null) {
      schema = read(id);
      known.put(id, schema);
    }
    return schema;
  }

  private Schema read(int id) throws Rejection {
    byte[] body = fetch("/schemas/ids/" + id, "schema " + id);
    try {
      JsonNode answer = JSON.readTree(body);
      String type = answer.path("schemaType").asText("AVRO");
      if (!type.equals("AVRO")) {
        throw new Rejection(Reason.UNKNOWN_SCHEMA, "the schema " + id + " is none of Avro's");
      }
      Schema.Parser parser = new Schema.Parser();
      readReferences(id, answer, parser, new HashSet<>());
      return parser.parse(answer.path("schema").asText());
    } catch (IOException | AvroRuntimeException e) {
      throw new Rejection(
          Reason.UNKNOWN_SCHEMA,
          "the schema " + id + ", or one that it refers to, cannot be read",
          e);
    }
  }

  /** Makes what a schema refers to known to a parser, what is referred to first. */
  private void readReferences(int id, JsonNode schema, Schema.Parser parser, Set<String> read)
      throws IOException, Rejection {
    for (JsonNode reference : schema.path("references")) {
      String subject = reference.path("subject").asText();
      int version = reference.path("version").asInt();
      String path =
          "/subjects/%s/versions/%d"
              .formatted(URLEncoder.encode(subject, UTF_8).replace("+", "%20"), version);
      if (read.add(path)) {
        if (read.size() > MOST_REFERENCES) {
          throw new Rejection(
              Reason.UNKNOWN_SCHEMA,
              "the schema %d refers to more than %d others".formatted(id, MOST_REFERENCES));
        }
        String what = "version %d of %s, which schema %d needs".formatted(version, subject, id);
        JsonNode other = JSON.readTree(fetch(path, what));
        readReferences(id, other, parser, read);
        parser.parse(other.path("schema").asText());
      }
    }
  }

  /**
   * Asks for a path.
   *
   * @param what is asked for, for people
   */
  private byte[] fetch(String path, String what) throws Rejection {
    for (int attempt = 0; ; attempt++) {
      try {
        HttpResponse<byte[]> answer =
            client.send(request(path), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() == OK) {
          return answer.body();
        }
        if (answer.statusCode() == NOT_FOUND) {
          throw new Rejection(Reason.UNKNOWN_SCHEMA, "the registry has no " + what);
        }
        throw new IOException("it answers with status " + answer.statusCode());
      } catch (IOException outage) {
        if (attempt == pauses.length) {
          throw failure(what, outage);
        }
        pause(what, pauses[attempt]);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failure(what, e);
      }
    }
  }

  private void pause(String what, int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(what, e);
    }
  }

  private static SchemaRegistryException failure(String what, Exception cause) {
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new SchemaRegistryException(
        "The schema registry (kafka.schemaRegistry) does not give %s: %s. No record is lost or rejected by that"
            .formatted(what, why),
        cause);
  }

  private HttpRequest request(String path) {
    String base = config.url().replaceFirst("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(PATIENCE)
            .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
    if (config.user() != null) {
      String pair = config.user() + ":" + config.password();
      request.header(
          "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }
    return request.GET().build();
  }
}
