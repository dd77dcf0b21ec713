package org.nd4j.nativeblas;

/**
 * Tells Deeplearning4j that oneDNN may be used. {@code BaseMKLDNNHelper} of 1.0.0-M2.1 asks this
 * class, by reflection and by the name it had before M2; without an answer it silently falls back
 * to convolutions several times as slow.
 */
@SuppressWarnings({"checkstyle:TypeName", "MemberName"}) // the name is what is looked up
public final class Nd4jCpu$Environment {
  private static final Nd4jCpu$Environment INSTANCE = new Nd4jCpu$Environment();

  private Nd4jCpu$Environment() {}

  /** The only instance. */
  public static Nd4jCpu$Environment getInstance() {
    return INSTANCE;
  }

  /** Yes: the natives that Tributary ships are built with oneDNN. */
  public boolean isUseMKLDNN() {
    return true;
  }
}
