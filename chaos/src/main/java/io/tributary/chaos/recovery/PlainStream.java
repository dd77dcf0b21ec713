package io.tributary.chaos.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.chaos.stream.Fed;
import io.tributary.chaos.stream.FedStream;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Training examples of two tasks in turn, as they come now. */
final class PlainStream implements FedStream {

  static final int FEATURES = 20;

  private final Random random = new Random(1);
  private boolean turn;

  @Override
  public Fed next() {
    turn = !turn;
    StringBuilder features = new StringBuilder();
    for (int i = 0; i < FEATURES; i++) {
      features.append(i == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.3f", value()));
    }
    String text =
        "{\"task\":\"%s\",\"features\":[%s],\"label\":%d,\"split\":\"train\"}"
            .formatted(turn ? "left" : "right", features, random.nextInt(2));
    return new Fed(0, System.currentTimeMillis(), text.getBytes(UTF_8), List.of());
  }

  private double value() {
    return random.nextDouble() * 2 - 1;
  }

  @Override
  public List<Fed> finish() {
    return List.of();
  }
}
