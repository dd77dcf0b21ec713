package io.tributary.connectors.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Answers as a schema registry does, for a few schemas by their ids. */
final class StandInRegistry implements AutoCloseable {

  private final Map<Integer, String> schemas;
  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile @Nullable String authorization;

  StandInRegistry(Map<Integer, String> schemas) throws IOException {
    this.schemas = schemas;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Answers the next requests with an error. */
  void failNext(int requests) {
    failures.set(requests);
  }

  /** The paths that were asked for, in order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** Of the newest request. */
  @Nullable String authorization() {
    return authorization;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String schema = schemas.get(Integer.parseInt(path.substring("/schemas/ids/".length())));
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      respond(exchange, 503, Map.of("error_code", 50_003));
    } else if (schema == null) {
      respond(exchange, 404, Map.of("error_code", 40_403, "message", "Schema not found"));
    } else {
      respond(exchange, 200, Map.of("schema", schema));
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
