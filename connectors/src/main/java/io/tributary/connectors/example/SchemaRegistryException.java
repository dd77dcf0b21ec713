package io.tributary.connectors.example;

/** The schema registry does not answer as one: nothing is known of the records that need it. */
public final class SchemaRegistryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SchemaRegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
