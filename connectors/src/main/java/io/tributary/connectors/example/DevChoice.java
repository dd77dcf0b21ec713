package io.tributary.connectors.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the target's dev examples among those without a split, by content alone: the same record
 * is chosen in every run. The hash is fixed for ever: CRC-32 (IEEE 802.3) of the id's UTF-8 bytes,
 * or of the value when there is no id, through the finaliser of 32-bit MurmurHash3, which spreads
 * ids that differ in a digit. A record is chosen when that number, divided by 2³², is below the
 * fraction.
 *
 * @param fraction in [0, 1)
 */
record DevChoice(double fraction) {

  boolean chooses(@Nullable String id, byte[] value) {
    if (fraction <= 0) {
      return false;
    }
    CRC32 crc = new CRC32();
    crc.update(id == null ? value : id.getBytes(UTF_8));
    return Integer.toUnsignedLong(mix((int) crc.getValue())) < fraction * 0x1p32;
  }

  private static int mix(int hash) {
    int mixed = hash;
    mixed = (mixed ^ mixed >>> 16) * 0x85ebca6b;
    mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
    return mixed ^ mixed >>> 16;
  }
}
