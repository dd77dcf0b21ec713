package io.tributary.model;

/**
 * A contiguous part of the flat parameters.
 *
 * @param offset index of its first element
 * @param length number of elements
 */
public record Segment(int offset, int length) {

  /** One past the last element. */
  public int end() {
    return offset + length;
  }
}
