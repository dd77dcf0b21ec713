package io.tributary.chaos.stream;

import java.util.List;

/** Records to feed, without end until it is finished. */
public interface FedStream {

  /** The next record. */
  Fed next();

  /** The records that close it. */
  List<Fed> finish();
}
