package io.tributary.connectors.serialization;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 2 of a form whose version 1 had no y. */
final class PointCodec implements Codec<PointCodec.Point> {
  private static final long serialVersionUID = 1;

  record Point(int x, int y) {}

  @Override
  public Class<Point> type() {
    return Point.class;
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public void write(Point point, DataOutputView out) throws IOException {
    out.writeInt(point.x());
    out.writeInt(point.y());
  }

  @Override
  public Point read(DataInputView in, int version) throws IOException {
    return new Point(in.readInt(), version == 1 ? 0 : in.readInt());
  }
}
