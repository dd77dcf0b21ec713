package io.tributary.model.engine;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Floats in native memory, that BLAS works on in place and ND4J sees as an array. Owned by whoever
 * made it, and closed by that one.
 */
final class FlatVector implements AutoCloseable {
  private static final AtomicLong HELD = new AtomicLong();

  private final INDArray array;
  private final FloatPointer pointer;
  private final FloatBuffer floats; // the same memory: a pointer into it costs a microsecond
  private final int length;
  private long settings;

  /** Zeros. */
  FlatVector(int length) {
    // Two dimensions, as networks want their parameters; outside of any workspace.
    array = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', 1, length);
    pointer = (FloatPointer) array.data().addressPointer();
    floats = new FloatPointer(pointer).capacity(length).asBuffer();
    this.length = length;
    HELD.addAndGet(length);
    clear();
  }

  /** Elements of all that are open, in this process. */
  static long held() {
    return HELD.get();
  }

  INDArray array() {
    return array;
  }

  /** Where it lies; for as long as it is open. */
  FloatPointer pointer() {
    return pointer;
  }

  /** The first elements as a row-major matrix, in place. */
  INDArray view(long... shape) {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    return segment(0, (int) count).reshape('c', shape);
  }

  /** A segment as a vector, in place. */
  INDArray segment(int from, int count) {
    return array.reshape(length).get(NDArrayIndex.interval(from, from + (long) count));
  }

  int length() {
    return length;
  }

  void set(float[] values) {
    set(0, values, 0, values.length);
  }

  void set(int at, float[] values, int from, int count) {
    settings++;
    floats.put(at, values, from, count);
  }

  /**
   * How often it was set: who finds this as it was finds what was set then, unless it has learned.
   */
  long settings() {
    return settings;
  }

  void get(int at, float[] values, int from, int count) {
    floats.get(at, values, from, count);
  }

  float[] toArray() {
    float[] values = new float[length];
    get(0, values, 0, length);
    return values;
  }

  void clear() {
    Pointer.memset(pointer, 0, (long) length * Float.BYTES);
  }

  /** this += factor · other, over one segment. */
  void add(float factor, FlatVector other, int from, int count) {
    cblas_saxpy(count, factor, other.at(from), 1, at(from), 1);
  }

  /** The same for a flat array that something else owns, as long as this vector. */
  void add(float factor, INDArray other, int from, int count) {
    FloatPointer values = (FloatPointer) other.data().addressPointer();
    cblas_saxpy(count, factor, values.getPointer(from), 1, at(from), 1);
  }

  /** The same with the beginning of another, from one element on. */
  void add(int from, float factor, FlatVector other, int count) {
    cblas_saxpy(count, factor, other.pointer, 1, at(from), 1);
  }

  /**
   * this += Xᵀ·f, from one element on.
   *
   * @param columns of X that count
   * @param width of a row of X
   * @param factors one a row
   */
  void addRows(int from, int columns, FlatVector x, int width, FlatVector factors, int rows) {
    cblas_sgemv(
        CblasRowMajor,
        CblasTrans,
        rows,
        columns,
        1f,
        x.pointer,
        width,
        factors.pointer,
        1,
        1f,
        at(from),
        1);
  }

  /**
   * this = X·v.
   *
   * @param width of a row of X
   * @param from where the vector begins
   * @param columns of X that count
   */
  void multiplyRows(FlatVector x, int rows, int width, FlatVector vector, int from, int columns) {
    cblas_sgemv(
        CblasRowMajor,
        CblasNoTrans,
        rows,
        columns,
        1f,
        x.pointer,
        width,
        vector.at(from),
        1,
        0f,
        pointer,
        1);
  }

  /**
   * this += X·Xᵀ: a square of as many rows as X has.
   *
   * @param columns of X that count
   * @param width of a row of X
   */
  void addGram(FlatVector x, int rows, int columns, int width) {
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasTrans,
        rows,
        rows,
        columns,
        1f,
        x.pointer,
        width,
        x.pointer,
        width,
        1f,
        pointer,
        rows);
  }

  /** this = X·M for rows of X and a square matrix M that starts at an element of a vector. */
  void multiply(FlatVector x, int rows, FlatVector matrix, int from, int size) {
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasNoTrans,
        rows,
        size,
        size,
        1f,
        x.pointer,
        size,
        matrix.at(from),
        size,
        0f,
        pointer,
        size);
  }

  /** Its elements from one on = Xᵀ·Y, square, for as many rows of X as of Y. */
  void multiplyTransposed(int to, FlatVector x, FlatVector y, int rows, int size) {
    cblas_sgemm(
        CblasRowMajor,
        CblasTrans,
        CblasNoTrans,
        size,
        size,
        rows,
        1f,
        x.pointer,
        size,
        y.pointer,
        size,
        0f,
        at(to),
        size);
  }

  private FloatPointer at(int index) {
    return index == 0 ? pointer : pointer.getPointer(index);
  }

  @Override
  public void close() {
    if (!array.wasClosed()) {
      array.close();
      HELD.addAndGet(-length);
    }
  }
}
