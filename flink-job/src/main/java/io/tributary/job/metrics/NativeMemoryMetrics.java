package io.tributary.job.metrics;

import io.tributary.model.config.EngineConfig;
import io.tributary.model.engine.NativeMemory;

/** The engine's native memory: of the whole process, told by each operator that has an engine. */
public final class NativeMemoryMetrics {

  private NativeMemoryMetrics() {}

  /**
   * Registers them in an operator's metrics that have no label yet.
   *
   * @param engine whose devices are told of
   */
  public static void register(Metrics operator, EngineConfig engine) {
    operator
        .gauge(JobMetric.NATIVE_BYTES, NativeMemory::bytes)
        .gauge(JobMetric.NATIVE_LIMIT, NativeMemory::limit);
    for (int device = 0; device < NativeMemory.devices(engine); device++) {
      int number = device;
      operator
          .with(MetricLabel.DEVICE, Integer.toString(device))
          .gauge(JobMetric.DEVICE_BYTES, () -> NativeMemory.deviceBytes(engine, number))
          .gauge(JobMetric.DEVICE_LIMIT, () -> NativeMemory.deviceLimit(engine, number));
    }
  }
}
