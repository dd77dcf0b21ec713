package io.tributary.micrometer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where Prometheus fetches: {@code GET /metrics}. */
final class Endpoint implements AutoCloseable {

  private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService thread;

  private Endpoint(HttpServer server, PrometheusMeterRegistry registry) {
    this.server = server;
    this.thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread created = new Thread(work, "micrometer-endpoint");
              created.setDaemon(true);
              return created;
            });
    server.createContext("/metrics", exchange -> answer(exchange, registry));
    server.setExecutor(thread);
    server.start();
  }

  /**
   * Opens one on the first free port of those given.
   *
   * @throws IllegalStateException in one line when none is free
   */
  static Endpoint open(Options options, PrometheusMeterRegistry registry) {
    for (int port : options.ports()) {
      try {
        return new Endpoint(
            HttpServer.create(new InetSocketAddress(options.host(), port), 0), registry);
      } catch (BindException taken) {
        // the next one
      } catch (IOException failure) {
        throw new IllegalStateException(
            "port: cannot listen on " + options.host() + ":" + port + ": " + failure, failure);
      }
    }
    throw new IllegalStateException(
        "port: none of %d to %d is free on %s"
            .formatted(
                options.ports().get(0),
                options.ports().get(options.ports().size() - 1),
                options.host()));
  }

  private static void answer(HttpExchange exchange, PrometheusMeterRegistry registry)
      throws IOException {
    try (exchange) {
      byte[] text = registry.scrape().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", FORMAT);
      exchange.sendResponseHeaders(200, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }
}
