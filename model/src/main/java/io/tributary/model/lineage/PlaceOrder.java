package io.tributary.model.lineage;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Writes the order of records of several partitions as text: base64 without padding, of raw
 * deflate, of variable-length numbers (seven bits a byte, lowest first). First, when there is more
 * than one range, the index of each record's range in the order of the records; then, range by
 * range, the distances between its offsets in that order, the first from the range's lowest, with
 * the sign in the lowest bit. The two streams apart are more regular than mixed.
 */
final class PlaceOrder {

  /** More cannot be trained from memory; bounds what a reader believes. */
  private static final int MAX_EXAMPLES = 1 << 24;

  /** What deflate can make of a byte. */
  private static final long MAX_RATIO = 1032;

  private PlaceOrder() {}

  static String write(List<Range> ranges, List<Place> places) {
    if (places.isEmpty()) {
      return "";
    }
    Map<Place, Integer> indexes = indexes(ranges);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try (OutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      List<List<Long>> offsets = new ArrayList<>();
      ranges.forEach(range -> offsets.add(new ArrayList<>()));
      for (Place place : places) {
        int index =
            indexes.getOrDefault(new Place(place.topic(), place.partition(), 0), ranges.size());
        offsets.get(index).add(place.offset());
        if (ranges.size() > 1) {
          writeNumber(index, out);
        }
      }
      for (int i = 0; i < ranges.size(); i++) {
        long before = ranges.get(i).first();
        for (long offset : offsets.get(i)) {
          long step = offset - before;
          writeNumber((step << 1) ^ (step >> 63), out);
          before = offset;
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      deflater.end();
    }
    return Base64.getEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  private static Map<Place, Integer> indexes(List<Range> ranges) {
    Map<Place, Integer> indexes = new TreeMap<>();
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      if (indexes.put(new Place(range.topic(), range.partition(), 0), i) != null) {
        throw new LineageException("it names a partition twice");
      }
    }
    return indexes;
  }

  static List<Place> read(List<Range> ranges, String order) {
    int count = count(ranges, order);
    if (count == 0) {
      return List.of();
    }
    Inflater inflater = new Inflater(true);
    try (InputStream in =
        new BufferedInputStream(
            new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(order)), inflater))) {
      int[] indexes = new int[count];
      for (int i = 0; i < count && ranges.size() > 1; i++) {
        indexes[i] = index(readNumber(in), ranges);
      }
      long[][] offsets = new long[ranges.size()][];
      for (int i = 0; i < offsets.length; i++) {
        offsets[i] = offsets(ranges.get(i), in);
      }
      if (in.read() >= 0) {
        throw new LineageException("something follows its order");
      }
      return merge(ranges, indexes, offsets);
    } catch (IOException | IllegalArgumentException e) {
      throw new LineageException("its order cannot be read", e);
    } finally {
      inflater.end();
    }
  }

  private static int count(List<Range> ranges, String order) {
    indexes(ranges);
    long count = 0;
    for (Range range : ranges) {
      long width = range.last() - range.first();
      if (range.first() < 0
          || width < 0
          || range.examples() < 1
          || range.examples() - 1 > width
          || range.examples() > MAX_EXAMPLES) {
        throw new LineageException("it has an impossible range");
      }
      count += range.examples();
    }
    if (count > MAX_EXAMPLES || count > MAX_RATIO * order.length()) {
      throw new LineageException("it claims more records than its order can hold");
    }
    return (int) count;
  }

  private static int index(long number, List<Range> ranges) {
    if (number < 0 || number >= ranges.size()) {
      throw new LineageException("its order names a partition that it has no range of");
    }
    return (int) number;
  }

  private static long[] offsets(Range range, InputStream in) throws IOException {
    long[] offsets = new long[(int) range.examples()];
    long offset = range.first();
    long lowest = Long.MAX_VALUE;
    long highest = -1;
    for (int i = 0; i < offsets.length; i++) {
      long number = readNumber(in);
      offset += (number >>> 1) ^ -(number & 1);
      offsets[i] = offset;
      lowest = Math.min(lowest, offset);
      highest = Math.max(highest, offset);
    }
    if (lowest != range.first() || highest != range.last()) {
      throw new LineageException("its order does not fit its ranges");
    }
    return offsets;
  }

  private static List<Place> merge(List<Range> ranges, int[] indexes, long[][] offsets) {
    int[] taken = new int[offsets.length];
    List<Place> places = new ArrayList<>(indexes.length);
    for (int index : indexes) {
      if (taken[index] == offsets[index].length) {
        throw new LineageException("its order does not fit its ranges");
      }
      Range range = ranges.get(index);
      places.add(new Place(range.topic(), range.partition(), offsets[index][taken[index]++]));
    }
    return places;
  }

  private static void writeNumber(long number, OutputStream out) throws IOException {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static long readNumber(InputStream in) throws IOException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = in.read();
      if (next < 0) {
        throw new LineageException("its order is cut off");
      }
      number |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return number;
      }
    }
    throw new LineageException("its order has a number that is too long");
  }
}
