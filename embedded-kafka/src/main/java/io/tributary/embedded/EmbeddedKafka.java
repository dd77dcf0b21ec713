package io.tributary.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker in this JVM: one node that is broker and KRaft controller at once, listening on
 * free ports of the loopback interface.
 *
 * <p>It creates no topic by itself, keeps records of any age (recorded examples carry old
 * timestamps), and allows transactions with a single replica. A failure of the broker never ends
 * the JVM: from the first start on, Kafka's exit calls throw instead.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final int ATTEMPTS = 5;

  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private final @Nullable Path temporaryDir;
  private boolean closed;

  private EmbeddedKafka(
      KafkaRaftServer server, String bootstrapServers, @Nullable Path temporaryDir) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
    this.temporaryDir = temporaryDir;
  }

  /** Starts a broker in a temporary folder that {@link #close} deletes. */
  public static EmbeddedKafka start() {
    return start(Map.of());
  }

  /**
   * The same with other settings than its own, such as {@code
   * listener.security.protocol.map=BROKER:SASL_SSL,CONTROLLER:PLAINTEXT}: its listener for clients
   * is named BROKER.
   */
  public static EmbeddedKafka start(Map<String, String> settings) {
    try {
      Path dir = Files.createTempDirectory("tributary-kafka-");
      try {
        return start(dir, dir, settings);
      } catch (RuntimeException e) {
        Utils.delete(dir.toFile());
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Starts a broker in a folder that outlives it, and goes on with the topics it finds there.
   *
   * @param dataDir created when missing; one broker at a time
   */
  public static EmbeddedKafka start(Path dataDir) {
    return start(dataDir, null, Map.of());
  }

  private static EmbeddedKafka start(
      Path dataDir, @Nullable Path temporaryDir, Map<String, String> others) {
    return start(dataDir, temporaryDir, others, BrokerSettings::onFreePorts);
  }

  /** Starts a broker, on other ports when another process has taken one meanwhile. */
  static EmbeddedKafka start(
      Path dataDir,
      @Nullable Path temporaryDir,
      Map<String, String> others,
      Function<Path, BrokerSettings> ports) {
    Exit.setExitProcedure(EmbeddedKafka::refuseToExit);
    Exit.setHaltProcedure(EmbeddedKafka::refuseToExit);
    if (!Files.exists(dataDir.resolve("meta.properties"))) {
      format(dataDir);
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return start(ports.apply(dataDir), temporaryDir, others);
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !isTaken(e)) {
          throw e;
        }
      }
    }
  }

  private static EmbeddedKafka start(
      BrokerSettings settings, @Nullable Path temporaryDir, Map<String, String> others) {
    Properties properties = settings.properties();
    properties.putAll(others);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      server.awaitShutdown();
      throw e;
    }
    return new EmbeddedKafka(server, settings.bootstrapServers(), temporaryDir);
  }

  /** Whether a port is another's: it was free when it was looked for. */
  private static boolean isTaken(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(BindException.class::isInstance);
  }

  private static void refuseToExit(int status, @Nullable String message) {
    throw new IllegalStateException("The embedded Kafka broker failed: " + message);
  }

  private static void format(Path dataDir) {
    try {
      Files.createDirectories(dataDir);
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerSettings.NODE_ID)
          .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
          .setDirectories(List.of(dataDir.toString()))
          .setMetadataLogDirectory(dataDir.toString())
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("Cannot format " + dataDir, e);
    }
  }

  /** host:port of the broker. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Nullable Path temporaryDir() {
    return temporaryDir;
  }

  /** Stops the broker and, unless it was given its folder, deletes what it wrote. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.shutdown();
    server.awaitShutdown();
    if (temporaryDir != null) {
      try {
        Utils.delete(temporaryDir.toFile());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
