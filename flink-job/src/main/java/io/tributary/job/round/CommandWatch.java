package io.tributary.job.round;

import io.tributary.connectors.record.AliasRecord;
import io.tributary.job.worker.BackgroundWorker;
import java.util.Optional;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/** Listens, beside the mailbox, to what people say of the champion. */
final class CommandWatch implements AutoCloseable {

  private final ModelAliases aliases;
  private final BackgroundWorker background;
  private ModelAliases.@Nullable Commands commands; // of the background thread alone

  CommandWatch(ModelAliases aliases, MailboxExecutor mailbox) {
    this.aliases = aliases;
    this.background = new BackgroundWorker(mailbox, "tributary-commands");
  }

  /** Hands every command to the mailbox, heard before or not. */
  void start(ThrowingConsumer<AliasRecord, Exception> then) {
    background.run(
        () -> {
          commands = aliases.commands().orElse(null);
          return commands != null;
        },
        open -> {
          if (open) {
            next(then);
          }
        });
  }

  private void next(ThrowingConsumer<AliasRecord, Exception> then) {
    background.run(
        () -> commands == null ? Optional.<AliasRecord>empty() : commands.poll(),
        said -> {
          if (said.isPresent()) {
            then.accept(said.get());
          }
          next(then);
        });
  }

  @Override
  public void close() {
    background.close(
        () -> {
          if (commands != null) {
            commands.close();
          }
        });
  }
}
