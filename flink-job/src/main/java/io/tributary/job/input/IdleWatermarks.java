package io.tributary.job.input;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** Of a source without event time: it holds nobody else's back. */
public final class IdleWatermarks<T> implements WatermarkGenerator<T> {

  private IdleWatermarks() {}

  /** The strategy of such a source. */
  public static <T> WatermarkStrategy<T> strategy() {
    return context -> new IdleWatermarks<>();
  }

  @Override
  public void onEvent(T event, long timestamp, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.markIdle();
  }
}
