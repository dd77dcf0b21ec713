package io.tributary.job.train;

import io.tributary.model.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Positions in their order, in memory beside the state that holds the examples: 16 bytes a
 * position, and up to half as much again for growth. Positions of one partition nearly always
 * arrive in order; then adding costs nothing but the write, else a move of those behind. Walking in
 * the order of all costs a comparison by the logarithm of the number of partitions.
 */
final class PositionIndex {

  /** Which partition a column is of. */
  private record Partition(String topic, int number) implements Comparable<Partition> {
    private static final Comparator<Partition> ORDER =
        Comparator.comparing(Partition::topic).thenComparingInt(Partition::number);

    @Override
    public int compareTo(Partition other) {
      return ORDER.compare(this, other);
    }
  }

  private final TreeMap<Partition, PositionColumn> columns = new TreeMap<>();
  private int size;

  /** Takes positions that come in any order, each once. */
  void load(Iterable<Position> positions) {
    for (Position position : positions) {
      column(position).append(position.time(), position.offset());
      size++;
    }
    columns.values().forEach(PositionColumn::sort);
  }

  void add(Position position) {
    column(position).insert(position.time(), position.offset());
    size++;
  }

  private PositionColumn column(Position position) {
    return columns.computeIfAbsent(
        new Partition(position.topic(), position.partition()), partition -> new PositionColumn());
  }

  int size() {
    return size;
  }

  /** Bytes of heap that the positions take, those kept free for growth included. */
  long bytes() {
    return columns.values().stream().mapToLong(PositionColumn::bytes).sum();
  }

  /** How many positions stand up to and including a bound: so many of the first. */
  int countUpTo(Position bound) {
    Partition last = new Partition(bound.topic(), bound.partition());
    int count = 0;
    for (var entry : columns.entrySet()) {
      int order = entry.getKey().compareTo(last);
      long offset = order < 0 ? Long.MAX_VALUE : order > 0 ? Long.MIN_VALUE : bound.offset();
      count += entry.getValue().countUpTo(bound.time(), offset);
    }
    return count;
  }

  /** Positions from one place in the order to before another. */
  List<Position> range(int from, int to) {
    List<Position> positions = new ArrayList<>(to - from);
    PriorityQueue<Cursor> cursors = cursors();
    for (int i = 0; i < to; i++) {
      Position next = next(cursors);
      if (i >= from) {
        positions.add(next);
      }
    }
    return positions;
  }

  /** Forgets the positions from one place in the order to before another. */
  void remove(int from, int to) {
    PriorityQueue<Cursor> cursors = cursors();
    for (int i = 0; i < to; i++) {
      if (i == from) {
        cursors.forEach(Cursor::mark);
      }
      next(cursors);
    }
    if (from < to) {
      cursors.forEach(cursor -> cursor.column.remove(cursor.marked, cursor.at));
      columns.values().removeIf(column -> column.size() == 0);
      size -= to - from;
    }
  }

  private PriorityQueue<Cursor> cursors() {
    PriorityQueue<Cursor> cursors = new PriorityQueue<>();
    columns.forEach((partition, column) -> cursors.add(new Cursor(partition, column)));
    return cursors;
  }

  /** The least position that a cursor stands at; the cursor moves on, and stays when at its end. */
  private static Position next(PriorityQueue<Cursor> cursors) {
    Cursor least = cursors.remove();
    Position position = least.position();
    least.at++;
    cursors.add(least);
    return position;
  }

  private static final class Cursor implements Comparable<Cursor> {
    private final Partition partition;
    private final PositionColumn column;
    private int at;
    private int marked;

    Cursor(Partition partition, PositionColumn column) {
      this.partition = partition;
      this.column = column;
    }

    void mark() {
      marked = at;
    }

    private boolean isAtEnd() {
      return at == column.size();
    }

    Position position() {
      return new Position(
          column.time(at), partition.topic(), partition.number(), column.offset(at));
    }

    @Override
    public int compareTo(Cursor other) {
      if (isAtEnd() || other.isAtEnd()) {
        return Boolean.compare(isAtEnd(), other.isAtEnd());
      }
      int byTime = Long.compare(column.time(at), other.column.time(other.at));
      return byTime != 0 ? byTime : partition.compareTo(other.partition);
    }
  }
}
