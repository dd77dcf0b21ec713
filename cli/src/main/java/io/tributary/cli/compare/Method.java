package io.tributary.cli.compare;

import io.tributary.cli.run.Settings;
import io.tributary.cli.terminal.CommandException;
import io.tributary.model.config.Configuration;
import io.tributary.model.weighting.Weightings;
import org.jspecify.annotations.Nullable;

/**
 * A weighting method as {@code --methods} names it.
 *
 * @param name of the method
 * @param rule of {@code alphavil}, or null: the configuration's
 */
public record Method(String name, @Nullable String rule) {

  private static final String WITH_RULES = "alphavil";

  /**
   * Reads {@code uniform} or {@code alphavil:paper}.
   *
   * @throws CommandException when there is no such method, or it has no rules
   */
  public static Method parse(String text) {
    String[] parts = text.strip().split(":", 2);
    Method method = new Method(parts[0], parts.length > 1 ? parts[1] : null);
    if (!Weightings.names().contains(method.name())) {
      throw CommandException.usage(
          "--methods: there is no method '%s'; there are %s"
              .formatted(method.name(), String.join(", ", Weightings.names())));
    }
    if (method.rule() != null && !method.name().equals(WITH_RULES)) {
      throw CommandException.usage(
          "--methods: %s has no rules; only %s has".formatted(method.name(), WITH_RULES));
    }
    return method;
  }

  /** The method of a configuration. */
  public static Method of(Configuration configuration) {
    return new Method(configuration.weighting().method(), null);
  }

  /**
   * A configuration with this method; its other settings stay.
   *
   * @throws CommandException when there is no such rule
   */
  Configuration in(Configuration configuration) {
    Configuration changed =
        rule == null
            ? Settings.withMethod(configuration, name)
            : Settings.withMethod(configuration, name, rule);
    try {
      Weightings.create(changed);
    } catch (IllegalArgumentException unknown) {
      throw CommandException.usage("--methods: " + unknown.getMessage());
    }
    return changed;
  }

  /** As it was written. */
  String label() {
    return rule == null ? name : name + ":" + rule;
  }
}
