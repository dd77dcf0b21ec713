package io.tributary.chaos.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a JobManager answers over HTTP. A question that it does not answer, because it is dead,
 * frozen or still starting, has an empty answer.
 */
public final class FlinkRest {

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private final String address;

  FlinkRest(int port) {
    this.address = "http://127.0.0.1:" + port;
  }

  /**
   * A TaskManager that is registered.
   *
   * @param name its resource id
   * @param slots it has
   * @param free of them
   */
  public record TaskManager(String name, int slots, int free) {

    /** Whether tasks run there. */
    public boolean isBusy() {
      return free < slots;
    }
  }

  /** Whether the JobManager answers. */
  public boolean isUp() {
    return get("/overview").isPresent();
  }

  /** The TaskManagers that the JobManager knows. */
  public List<TaskManager> taskManagers() {
    List<TaskManager> found = new ArrayList<>();
    get("/taskmanagers")
        .ifPresent(
            answer ->
                answer
                    .path("taskmanagers")
                    .forEach(
                        one ->
                            found.add(
                                new TaskManager(
                                    one.path("id").asText(),
                                    one.path("slotsNumber").asInt(),
                                    one.path("freeSlots").asInt()))));
    return found;
  }

  /** Ids of the jobs that have not ended. */
  public List<String> liveJobs() {
    List<String> ids = new ArrayList<>();
    get("/jobs")
        .ifPresent(
            answer ->
                answer
                    .path("jobs")
                    .forEach(
                        job -> {
                          String status = job.path("status").asText();
                          if (!List.of("FAILED", "CANCELED", "FINISHED").contains(status)) {
                            ids.add(job.path("id").asText());
                          }
                        }));
    return ids;
  }

  /** A job's state and its vertices. */
  public Optional<JsonNode> job(String id) {
    return get("/jobs/" + id);
  }

  /** RUNNING, RESTARTING and so on; empty when the JobManager does not answer. */
  public String status(String id) {
    return job(id).map(job -> job.path("state").asText()).orElse("");
  }

  /** Whether a job and all of its tasks run. */
  public boolean isRunning(String id) {
    return job(id)
        .filter(job -> job.path("state").asText().equals("RUNNING"))
        .map(job -> job.path("vertices"))
        .filter(vertices -> !vertices.isEmpty())
        .map(
            vertices -> {
              for (JsonNode vertex : vertices) {
                int running = vertex.path("tasks").path("RUNNING").asInt();
                if (running < vertex.path("parallelism").asInt()) {
                  return false;
                }
              }
              return true;
            })
        .orElse(false);
  }

  /** Why a job failed, newest first. */
  public Optional<JsonNode> exceptions(String id) {
    return get("/jobs/" + id + "/exceptions");
  }

  /** The subtasks of a vertex with the time of each of their states. */
  public Optional<JsonNode> vertex(String job, String vertex) {
    return get("/jobs/" + job + "/vertices/" + vertex);
  }

  /**
   * How many of a job's checkpoints came to an end.
   *
   * @param outcome completed or failed
   */
  public long checkpoints(String id, String outcome) {
    return get("/jobs/" + id + "/checkpoints")
        .map(answer -> answer.path("counts").path(outcome).asLong())
        .orElse(0L);
  }

  /**
   * Stops a job with a savepoint.
   *
   * @return where the savepoint is; empty when it failed and the job goes on
   */
  public Optional<String> stop(String id, Path folder, Duration patience)
      throws InterruptedException {
    Optional<JsonNode> trigger =
        post(
            "/jobs/" + id + "/stop",
            Map.of("targetDirectory", folder.toUri().toString(), "drain", false));
    if (trigger.isEmpty()) {
      return Optional.empty();
    }
    String savepoint = "/jobs/" + id + "/savepoints/" + trigger.get().path("request-id").asText();
    JsonNode[] answer = new JsonNode[1];
    Patience.await(
        "savepoint",
        patience,
        () -> {
          answer[0] = get(savepoint).orElse(answer[0]);
          return answer[0] != null
              && answer[0].path("status").path("id").asText().equals("COMPLETED");
        });
    JsonNode location = answer[0].path("operation").path("location");
    return location.isTextual() ? Optional.of(location.asText()) : Optional.empty();
  }

  private Optional<JsonNode> get(String path) {
    return ask(HttpRequest.newBuilder(URI.create(address + path)).GET());
  }

  private Optional<JsonNode> post(String path, Map<String, Object> body) {
    try {
      return ask(
          HttpRequest.newBuilder(URI.create(address + path))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Optional<JsonNode> ask(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          client.send(request.timeout(ANSWER).build(), BodyHandlers.ofByteArray());
      return response.statusCode() / 100 == 2
          ? Optional.of(JSON.readTree(response.body()))
          : Optional.empty();
    } catch (IOException noAnswer) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
