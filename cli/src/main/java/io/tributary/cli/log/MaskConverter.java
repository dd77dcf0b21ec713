package io.tributary.cli.log;

import java.util.List;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.core.pattern.ConverterKeys;
import org.apache.logging.log4j.core.pattern.LogEventPatternConverter;
import org.apache.logging.log4j.core.pattern.PatternConverter;
import org.apache.logging.log4j.core.pattern.PatternFormatter;

/**
 * {@code %mask{pattern}} in a pattern of Log4j: what the pattern gives, stack traces too, without
 * the {@link KnownSecrets}.
 */
@Plugin(name = "mask", category = PatternConverter.CATEGORY)
@ConverterKeys("mask")
public final class MaskConverter extends LogEventPatternConverter {

  private final List<PatternFormatter> formatters;

  private MaskConverter(List<PatternFormatter> formatters) {
    super("mask", "mask");
    this.formatters = formatters;
  }

  /** For Log4j, with the pattern as the only option. */
  public static MaskConverter newInstance(Configuration configuration, String[] options) {
    return new MaskConverter(PatternLayout.createPatternParser(configuration).parse(options[0]));
  }

  @Override
  public void format(LogEvent event, StringBuilder out) {
    StringBuilder line = new StringBuilder();
    for (PatternFormatter formatter : formatters) {
      formatter.format(event, line);
    }
    out.append(KnownSecrets.hide(line.toString()));
  }

  /** Or Log4j would add stack traces behind it. */
  @Override
  public boolean handlesThrowable() {
    return true;
  }
}
