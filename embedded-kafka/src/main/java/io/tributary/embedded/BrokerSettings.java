package io.tributary.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Settings of a single small broker.
 *
 * @param dataDir where the log is kept
 * @param port of the broker
 * @param controllerPort of its controller
 */
record BrokerSettings(Path dataDir, int port, int controllerPort) {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  private static final String LISTENER = "BROKER";
  private static final String HOST = "127.0.0.1";

  /** Takes two ports that are free now. */
  static BrokerSettings onFreePorts(Path dataDir) {
    InetAddress host = InetAddress.getLoopbackAddress();
    try (ServerSocket one = new ServerSocket(0, 1, host);
        ServerSocket two = new ServerSocket(0, 1, host)) {
      return new BrokerSettings(dataDir, one.getLocalPort(), two.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String bootstrapServers() {
    return HOST + ":" + port;
  }

  Properties properties() {
    Properties properties = new Properties();
    String controller = HOST + ":" + controllerPort;
    properties.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", Integer.toString(NODE_ID)),
            Map.entry("log.dirs", dataDir.toString()),
            Map.entry("controller.quorum.voters", NODE_ID + "@" + controller),
            Map.entry("controller.listener.names", CONTROLLER_LISTENER),
            Map.entry(
                "listeners",
                LISTENER
                    + "://"
                    + bootstrapServers()
                    + ","
                    + CONTROLLER_LISTENER
                    + "://"
                    + controller),
            Map.entry(
                "listener.security.protocol.map",
                LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT"),
            Map.entry("inter.broker.listener.name", LISTENER)));
    properties.putAll(
        Map.of(
            "auto.create.topics.enable", "false",
            "group.initial.rebalance.delay.ms", "0",
            // Recorded examples carry their own times, long ago or still to come.
            "log.retention.ms", "-1",
            "log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)));
    // One replica of everything, few partitions of Kafka's own topics.
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      properties.put(topic + ".num.partitions", "1");
      properties.put(topic + ".replication.factor", "1");
    }
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    // A small machine, one that also trains.
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("background.threads", "2");
    properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
    // The system knows better how much to buffer of records of nearly a megabyte.
    properties.put("socket.send.buffer.bytes", "-1");
    properties.put("socket.receive.buffer.bytes", "-1");
    // A lone voter need not wait for others.
    properties.put("controller.quorum.election.timeout.ms", "100");
    properties.put("controller.quorum.election.backoff.max.ms", "50");
    return properties;
  }
}
