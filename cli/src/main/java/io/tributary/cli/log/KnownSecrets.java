package io.tributary.cli.log;

import io.tributary.model.config.Secrets;

/**
 * The secrets of the configuration that this process works with. Log4j makes the part that hides
 * them long before there is a configuration: they meet here.
 */
public final class KnownSecrets {

  private static volatile Secrets known = Secrets.NONE;

  private KnownSecrets() {}

  /** From now on these. */
  public static void are(Secrets secrets) {
    known = secrets;
  }

  /** The text without them. */
  public static String hide(String text) {
    return known.hide(text);
  }
}
