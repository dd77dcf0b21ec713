package io.tributary.job.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;

/** Flink's committer of Kafka transactions, with its own view of what a failed commit means. */
final class RestorableCommitter implements Committer<KafkaCommittable> {

  private final Committer<KafkaCommittable> kafka;

  RestorableCommitter(Committer<KafkaCommittable> kafka) {
    this.kafka = kafka;
  }

  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    List<CommitRequest<KafkaCommittable>> watched = new ArrayList<>();
    requests.forEach(request -> watched.add(new WatchedCommit(request)));
    kafka.commit(watched);
  }

  @Override
  public void close() throws Exception {
    kafka.close();
  }
}
