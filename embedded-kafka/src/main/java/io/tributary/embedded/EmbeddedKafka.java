package io.tributary.embedded;

/** A KRaft broker in this JVM, on a free local port, in a temporary folder. */
public final class EmbeddedKafka implements AutoCloseable {

  private EmbeddedKafka() {}

  /** Starts a broker and returns when it answers. */
  public static EmbeddedKafka start() {
    return new EmbeddedKafka();
  }

  /** host:port of the broker. */
  public String bootstrapServers() {
    throw new UnsupportedOperationException();
  }

  /** Stops the broker and deletes its folder. */
  @Override
  public void close() {}
}
