package io.tributary.model.config;

/**
 * A configuration that cannot be used. The message is one line: the file, the line, what was wrong
 * and the mend. It never holds the value of an environment variable or of a client property.
 */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With a message fit for a person. */
  public ConfigurationException(String message) {
    super(message);
  }
}
