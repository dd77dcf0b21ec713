package io.tributary.micrometer;

import io.micrometer.core.instrument.Meter;
import java.util.concurrent.Flow;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Records every value that a histogram publishes. */
final class Recording implements Flow.Subscriber<Object> {

  private final Meter meter;
  private final DoubleConsumer record;
  private Flow.@Nullable Subscription subscription;

  /** Into a meter. */
  Recording(Meter meter, DoubleConsumer record) {
    this.meter = meter;
    this.record = record;
  }

  Meter meter() {
    return meter;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(Object value) {
    if (value instanceof Number number) {
      record.accept(number.doubleValue());
    }
  }

  @Override
  public void onError(Throwable failure) {}

  @Override
  public void onComplete() {}

  void cancel() {
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
