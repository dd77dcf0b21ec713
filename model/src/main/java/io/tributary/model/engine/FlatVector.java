package io.tributary.model.engine;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.nio.FloatBuffer;
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
  private final INDArray array;
  private final FloatPointer pointer;
  private final FloatBuffer floats; // the same memory: a pointer into it costs a microsecond
  private final int length;

  /** Zeros. */
  FlatVector(int length) {
    // Two dimensions, as networks want their parameters; outside of any workspace.
    array = Nd4j.createUninitializedDetached(DataType.FLOAT, 'c', 1, length);
    pointer = (FloatPointer) array.data().addressPointer();
    floats = new FloatPointer(pointer).capacity(length).asBuffer();
    this.length = length;
    clear();
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
    floats.put(at, values, from, count);
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

  /** this += X·Xᵀ: a square of as many rows as X has. */
  void addGram(FlatVector x, int rows, int columns) {
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasTrans,
        rows,
        rows,
        columns,
        1f,
        x.pointer,
        columns,
        x.pointer,
        columns,
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
    }
  }
}
