package io.tributary.job.input;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/**
 * Knows when an enumerator has nothing under way any more, and then tells all readers that there
 * are no more splits. Everything happens in the coordinator's thread.
 */
final class Discovery<S extends SourceSplit> implements SplitEnumeratorContext<S> {

  private final SplitEnumeratorContext<S> context;
  private int underWay;
  private boolean over;

  Discovery(SplitEnumeratorContext<S> context) {
    this.context = context;
  }

  /** Tells a reader that came after the others, if it is so. */
  void greet(int subtask) {
    if (over) {
      context.signalNoMoreSplits(subtask);
    }
  }

  @Override
  public <T> void callAsync(Callable<T> call, BiConsumer<T, Throwable> handler) {
    underWay++;
    context.callAsync(
        call,
        (result, failure) -> {
          handler.accept(result, failure); // may call again
          underWay--;
          if (underWay == 0) {
            over = true;
            context.registeredReaders().keySet().forEach(context::signalNoMoreSplits);
          }
        });
  }

  @Override
  public <T> void callAsync(
      Callable<T> call, BiConsumer<T, Throwable> handler, long delay, long period) {
    context.callAsync(call, handler, delay, period);
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return context.metricGroup();
  }

  @Override
  public void sendEventToSourceReader(int subtask, SourceEvent event) {
    context.sendEventToSourceReader(subtask, event);
  }

  @Override
  public void sendEventToSourceReader(int subtask, int attempt, SourceEvent event) {
    context.sendEventToSourceReader(subtask, attempt, event);
  }

  @Override
  public int currentParallelism() {
    return context.currentParallelism();
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return context.registeredReaders();
  }

  @Override
  public Map<Integer, Map<Integer, ReaderInfo>> registeredReadersOfAttempts() {
    return context.registeredReadersOfAttempts();
  }

  @Override
  public void assignSplits(SplitsAssignment<S> assignment) {
    context.assignSplits(assignment);
  }

  @Override
  public void assignSplit(S split, int subtask) {
    context.assignSplit(split, subtask);
  }

  @Override
  public void signalNoMoreSplits(int subtask) {
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public void runInCoordinatorThread(Runnable task) {
    context.runInCoordinatorThread(task);
  }

  @Override
  public void setIsProcessingBacklog(boolean backlog) {
    context.setIsProcessingBacklog(backlog);
  }
}
