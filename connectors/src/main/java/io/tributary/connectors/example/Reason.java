package io.tributary.connectors.example;

import java.util.Locale;

/** Why a record cannot be used. */
public enum Reason {
  /** No value, or one without bytes. */
  EMPTY,
  /** More bytes than a record may have. */
  TOO_LARGE,
  /** The header {@code content-type} names neither JSON nor Avro. */
  UNKNOWN_CONTENT_TYPE,
  /** The schema registry has no Avro schema of the id that the record begins with. */
  UNKNOWN_SCHEMA,
  /** Not JSON or Avro of the known form, or something follows it. */
  UNPARSEABLE,
  /** No features. */
  NO_FEATURES,
  /** Too few or too many features, or values in a label. */
  WRONG_LENGTH,
  /** A feature or a label is no finite float32. */
  NOT_A_NUMBER,
  /** A name in the features that is no field of the configuration. */
  UNKNOWN_FIELD,
  /** A value of another kind than its field's, or out of its range. */
  WRONG_FIELD,
  /** Neither {@code task} with {@code label}, nor {@code labels}. */
  NO_LABEL,
  /** Both {@code label} and {@code labels}. */
  TWO_LABEL_FORMS,
  /** The configuration has no task of that name. */
  NO_SUCH_TASK,
  /** Two labels of one task. */
  DUPLICATE_LABEL,
  /** A label of another kind than its task's. */
  WRONG_LABEL,
  /** A class index or a value of a label that the task does not have. */
  LABEL_OUT_OF_RANGE,
  /** A split other than train, dev and test. */
  BAD_SPLIT,
  /** An id that is neither a text nor a number. */
  BAD_ID,
  /** Its window of event time had ended when it came. */
  LATE,
  /** Labels alone, and no features of the same id came that lack them. */
  LABEL_WITHOUT_FEATURES;

  /** The name that the dead-letter header gives, such as {@code no-such-task}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
