package io.tributary.job.output;

import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transaction to commit. As a rule a restored checkpoint's was committed before, and cannot be
 * a second time: the broker has moved on to a newer epoch of its producer, or has forgotten it.
 * Flink takes that for lost data, or even for a reason to fail. Whether anything was lost is judged
 * by what stands in the topic. A transaction of this very attempt that cannot be committed is lost:
 * then the job starts again, finds the gap and tells of it.
 */
record WatchedCommit(CommitRequest<KafkaCommittable> request)
    implements CommitRequest<KafkaCommittable> {

  private static final Logger LOG = LoggerFactory.getLogger(WatchedCommit.class);

  /** Only a transaction of this attempt still has its producer. */
  private boolean isRestored() {
    return request.getCommittable().getProducer().isEmpty();
  }

  @Override
  public KafkaCommittable getCommittable() {
    return request.getCommittable();
  }

  @Override
  public int getNumberOfRetries() {
    return request.getNumberOfRetries();
  }

  @Override
  public void signalFailedWithKnownReason(Throwable reason) {
    if (isRestored()) {
      LOG.info(
          "transaction {} of the restored checkpoint has ended before: {}",
          getCommittable().getTransactionalId(),
          reason.getMessage());
      request.signalFailedWithKnownReason(reason);
    } else {
      request.signalFailedWithUnknownReason(
          new IllegalStateException(
              "Kafka ended transaction "
                  + getCommittable().getTransactionalId()
                  + " before its checkpoint was complete; if checkpoints take long, raise"
                  + " transaction.timeout.ms",
              reason));
    }
  }

  @Override
  public void signalFailedWithUnknownReason(Throwable reason) {
    if (isRestored()
        && ExceptionUtils.findThrowable(reason, InvalidPidMappingException.class).isPresent()) {
      signalFailedWithKnownReason(reason);
    } else {
      request.signalFailedWithUnknownReason(reason);
    }
  }

  @Override
  public void retryLater() {
    request.retryLater();
  }

  @Override
  public void updateAndRetryLater(KafkaCommittable committable) {
    request.updateAndRetryLater(committable);
  }

  @Override
  public void signalAlreadyCommitted() {
    request.signalAlreadyCommitted();
  }
}
