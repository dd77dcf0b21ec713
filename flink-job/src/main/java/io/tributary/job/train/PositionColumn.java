package io.tributary.job.train;

/**
 * The positions of one partition in the order of (time, offset), as two arrays of longs of which a
 * stretch is in use: it is added to at its end and taken from at its beginning.
 */
final class PositionColumn {

  private static final int SMALLEST = 16;

  private long[] times = new long[SMALLEST];
  private long[] offsets = new long[SMALLEST];
  private int begin;
  private int end;

  int size() {
    return end - begin;
  }

  long time(int i) {
    return times[begin + i];
  }

  long offset(int i) {
    return offsets[begin + i];
  }

  /** Bytes of the arrays. */
  long bytes() {
    return (long) Long.BYTES * (times.length + offsets.length);
  }

  /** Adds at the end, whatever the order; to be followed by {@link #sort}. */
  void append(long time, long offset) {
    makeRoom();
    times[end] = time;
    offsets[end++] = offset;
  }

  /** Adds where the order says, most often at the end. */
  void insert(long time, long offset) {
    makeRoom();
    int at = begin + countUpTo(time, offset);
    System.arraycopy(times, at, times, at + 1, end - at);
    System.arraycopy(offsets, at, offsets, at + 1, end - at);
    times[at] = time;
    offsets[at] = offset;
    end++;
  }

  /** How many stand up to and including a time and an offset. */
  int countUpTo(long time, long offset) {
    if (end == begin || isAtMost(end - 1, time, offset)) {
      return end - begin;
    }
    int low = begin;
    int high = end;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isAtMost(middle, time, offset)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - begin;
  }

  private boolean isAtMost(int i, long time, long offset) {
    return times[i] < time || (times[i] == time && offsets[i] <= offset);
  }

  /** Forgets those from one place to before another; cheap near the beginning. */
  void remove(int from, int to) {
    System.arraycopy(times, begin, times, begin + to - from, from);
    System.arraycopy(offsets, begin, offsets, begin + to - from, from);
    begin += to - from;
    if (size() < times.length / 4) {
      fit(); // a flood that has gone leaves no empty bed
    }
  }

  private void makeRoom() {
    if (end == times.length) {
      fit();
    }
  }

  /** Half as much again as is in use. */
  private void fit() {
    int size = size();
    int length = Math.max(SMALLEST, size + (size >> 1) + 1);
    times = moved(times, length);
    offsets = moved(offsets, length);
    begin = 0;
    end = size;
  }

  private long[] moved(long[] from, int length) {
    long[] to = new long[length];
    System.arraycopy(from, begin, to, 0, end - begin);
    return to;
  }

  /** Heap sort, in place: a sort of boxed pairs would take four times the memory meanwhile. */
  void sort() {
    if (isSorted()) {
      return;
    }
    int size = size();
    for (int root = size / 2 - 1; root >= 0; root--) {
      sink(root, size);
    }
    for (int last = size - 1; last > 0; last--) {
      swap(0, last);
      sink(0, last);
    }
  }

  private boolean isSorted() {
    for (int i = begin + 1; i < end; i++) {
      if (!isAtMost(i - 1, times[i], offsets[i])) {
        return false;
      }
    }
    return true;
  }

  private void sink(int from, int size) {
    int root = from;
    for (int child = 2 * root + 1; child < size; child = 2 * root + 1) {
      if (child + 1 < size && isLess(child, child + 1)) {
        child++;
      }
      if (!isLess(root, child)) {
        return;
      }
      swap(root, child);
      root = child;
    }
  }

  private boolean isLess(int i, int j) {
    return !isAtMost(begin + j, time(i), offset(i));
  }

  private void swap(int i, int j) {
    long time = time(i);
    long offset = offset(i);
    times[begin + i] = time(j);
    offsets[begin + i] = offset(j);
    times[begin + j] = time;
    offsets[begin + j] = offset;
  }
}
