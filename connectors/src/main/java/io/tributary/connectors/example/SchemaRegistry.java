package io.tributary.connectors.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.model.config.SchemaRegistryConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * Schemas by their ids, from a registry's HTTP interface. An id never changes its schema, so each
 * is asked for once. Used by one thread.
 */
final class SchemaRegistry {

  /** Pauses before the next attempts; half a minute in all. */
  private static final int[] PAUSES_MILLIS = {100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800};

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
      schema = parse(id, fetch(id));
      known.put(id, schema);
    }
    return schema;
  }

  private static Schema parse(int id, byte[] body) throws Rejection {
    try {
      JsonNode answer = JSON.readTree(body);
      String type = answer.path("schemaType").asText("AVRO");
      if (!type.equals("AVRO")) {
        throw new Rejection(Reason.UNKNOWN_SCHEMA, "the schema " + id + " is none of Avro's");
      }
      return new Schema.Parser().parse(answer.path("schema").asText());
    } catch (IOException | AvroRuntimeException e) {
      throw new Rejection(
          Reason.UNKNOWN_SCHEMA,
          "the schema " + id + " cannot be read, or needs others that it refers to",
          e);
    }
  }

  private byte[] fetch(int id) throws Rejection {
    for (int attempt = 0; ; attempt++) {
      try {
        HttpResponse<byte[]> answer =
            client.send(request(id), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() == OK) {
          return answer.body();
        }
        if (answer.statusCode() == NOT_FOUND) {
          throw new Rejection(Reason.UNKNOWN_SCHEMA, "the registry has no schema " + id);
        }
        throw new IOException("it answers with status " + answer.statusCode());
      } catch (IOException outage) {
        if (attempt == pauses.length) {
          throw failure(id, outage);
        }
        pause(id, pauses[attempt]);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failure(id, e);
      }
    }
  }

  private void pause(int id, int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(id, e);
    }
  }

  private static SchemaRegistryException failure(int id, Exception cause) {
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new SchemaRegistryException(
        "The schema registry (kafka.schemaRegistry) does not give schema %d: %s. No record is lost or rejected by that"
            .formatted(id, why),
        cause);
  }

  private HttpRequest request(int id) {
    String base = config.url().replaceFirst("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + "/schemas/ids/" + id))
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
