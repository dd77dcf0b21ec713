package io.tributary.embedded.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers as a schema registry does, for a few schemas. */
public final class StandInRegistry implements AutoCloseable {

  private final Map<String, Map<String, ?>> answers = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile @Nullable String authorization;

  /** Knows schemas by their ids. */
  public StandInRegistry(Map<Integer, String> schemas) throws IOException {
    schemas.forEach((id, schema) -> know("/schemas/ids/" + id, Map.of("schema", schema)));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** From now on answers a path with an object. */
  public void know(String path, Map<String, ?> answer) {
    answers.put(path, answer);
  }

  /** Where it listens. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Answers the next requests with an error. */
  public void failNext(int requests) {
    failures.set(requests);
  }

  /** The paths that were asked for, in order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** Of the newest request. */
  public @Nullable String authorization() {
    return authorization;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    authorization = exchange.getRequestHeaders().getFirst("Authorization");
    Map<String, ?> answer = answers.get(path);
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      respond(exchange, 503, Map.of("error_code", 50_003));
    } else if (answer == null) {
      respond(exchange, 404, Map.of("error_code", 40_403, "message", "Schema not found"));
    } else {
      respond(exchange, 200, answer);
    }
  }

  private static void respond(HttpExchange exchange, int status, Map<String, ?> body)
      throws IOException {
    byte[] bytes = new ObjectMapper().writeValueAsString(body).getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
