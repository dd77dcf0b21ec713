package io.tributary.embedded.junit;

import io.tributary.embedded.EmbeddedKafka;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One broker for all tests of a class, in a static field with {@code @RegisterExtension}: there
 * before the class's own {@code @BeforeAll}, stopped and deleted after its {@code @AfterAll}.
 */
public final class BrokerExtension implements BeforeAllCallback, AfterAllCallback {

  private @Nullable EmbeddedKafka broker;

  @Override
  public void beforeAll(ExtensionContext context) {
    broker = EmbeddedKafka.start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    broker().close();
  }

  /**
   * The broker.
   *
   * @throws IllegalStateException before it is started: the field is not static
   */
  public EmbeddedKafka broker() {
    if (broker == null) {
      throw new IllegalStateException("the broker is not started; is its field static?");
    }
    return broker;
  }

  /** host:port of the broker. */
  public String bootstrapServers() {
    return broker().bootstrapServers();
  }
}
