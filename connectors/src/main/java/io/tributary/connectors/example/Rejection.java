package io.tributary.connectors.example;

import org.jspecify.annotations.Nullable;

/** Ends the decoding of a record. It has no stack trace: there may be many. */
final class Rejection extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final String detail;

  Rejection(Reason reason, String detail) {
    this(reason, detail, null);
  }

  Rejection(Reason reason, String detail, @Nullable Throwable cause) {
    super(detail, cause, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  Reason reason() {
    return reason;
  }

  String detail() {
    return detail;
  }
}
