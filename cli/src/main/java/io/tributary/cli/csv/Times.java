package io.tributary.cli.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads times of one format. */
public final class Times {

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .optionalStart()
          .appendLiteral('T')
          .optionalEnd()
          .optionalStart()
          .appendLiteral(' ')
          .optionalEnd()
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private final String format;
  private final @Nullable DateTimeFormatter formatter;

  /** Of a format as {@code csv.time.format} has them. */
  public Times(String format) {
    this.format = format;
    formatter =
        switch (format) {
          case "iso" -> ISO;
          case "epoch", "epochMillis" -> null;
          default ->
              DateTimeFormatter.ofPattern(format.replace('y', 'u'), Locale.ROOT)
                  .withResolverStyle(ResolverStyle.SMART);
        };
  }

  /** The time of a cell, or null when it is none of the format. */
  public @Nullable Instant of(String cell) {
    try {
      if (formatter == null) {
        double factor = format.equals("epoch") ? 1000 : 1;
        double millis = Double.parseDouble(cell) * factor;
        return Math.abs(millis) < 1e16 ? Instant.ofEpochMilli(Math.round(millis)) : null;
      }
      TemporalAccessor parsed =
          formatter.parseBest(
              cell,
              ZonedDateTime::from,
              OffsetDateTime::from,
              LocalDateTime::from,
              LocalDate::from);
      if (parsed instanceof ZonedDateTime zoned) {
        return zoned.toInstant();
      }
      if (parsed instanceof OffsetDateTime offset) {
        return offset.toInstant();
      }
      return parsed instanceof LocalDateTime local
          ? local.toInstant(ZoneOffset.UTC)
          : LocalDate.from(parsed).atTime(LocalTime.MIN).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException | NumberFormatException none) {
      return null;
    }
  }
}
