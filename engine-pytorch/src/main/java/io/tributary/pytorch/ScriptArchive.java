package io.tributary.pytorch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript module without data as the file that PyTorch loads: a ZIP of stored entries with
 * the source of its one class, and two pickles that say next to nothing.
 */
final class ScriptArchive {
  /** Name of the class in every module. */
  static final String TYPE = "__torch__.Net";

  /** Pickle, protocol 2: an instance of {@link #TYPE} with no attributes. */
  private static final String INSTANCE = "\u0080\u0002c__torch__\nNet\n)\u0081}b.";

  /** Pickle, protocol 2: the empty tuple. */
  private static final String NO_CONSTANTS = "\u0080\u0002).";

  private ScriptArchive() {}

  /**
   * The file.
   *
   * @param methods their definitions, indented by two blanks
   */
  static byte[] of(String methods) {
    String source = "class Net(Module):\n  __parameters__ = []\n  __buffers__ = []\n" + methods;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      put(zip, "data.pkl", INSTANCE.getBytes(StandardCharsets.ISO_8859_1));
      put(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
      put(zip, "constants.pkl", NO_CONSTANTS.getBytes(StandardCharsets.ISO_8859_1));
      put(zip, "version", "3\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry("net/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
