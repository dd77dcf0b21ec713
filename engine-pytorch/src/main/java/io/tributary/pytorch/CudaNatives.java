package io.tributary.pytorch;

import ai.djl.util.Utils;
import com.sun.jna.NativeLibrary;
import io.tributary.model.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch's natives for CUDA, unpacked here and shown to DJL. DJL itself looks for the CUDA runtime
 * among the system's libraries, though the natives bring their own, and takes these natives only
 * where it finds a device by that.
 *
 * @param flavor such as cu124
 * @param classifier of the platform
 * @param version of PyTorch
 * @param files names of the libraries
 */
record CudaNatives(String flavor, String classifier, String version, List<String> files) {

  private static final String RUNTIME = "libcudart";

  /** It alone needs the driver's library to load; PyTorch itself loads it when it compiles. */
  private static final String COMPILER = "libcaffe2_nvrtc.so";

  /** Those on the class path, or null when the natives there are others. */
  static @Nullable CudaNatives on(ClassLoader loader, String version) {
    Properties told = new Properties();
    try (InputStream in = loader.getResourceAsStream(Libtorch.NATIVES)) {
      if (in == null) {
        return null;
      }
      told.load(in);
    } catch (IOException unreadable) {
      throw new EngineException("PyTorch's natives on the class path cannot be read", unreadable);
    }
    String flavor = told.getProperty("flavor", "");
    return flavor.startsWith("cu")
        ? new CudaNatives(
            flavor,
            told.getProperty("classifier", ""),
            version,
            List.of(told.getProperty("libraries", "").split(",")))
        : null;
  }

  /**
   * Unpacks them where that is not done yet, and tells DJL where they are. Before DJL looks.
   *
   * @throws EngineException in one line when they cannot be written
   */
  void show(ClassLoader loader) {
    Path cache = Utils.getEngineCacheDir("pytorch");
    Path folder = unpacked(loader, cache, CudaNatives::loads);
    NativeLibrary.addSearchPath("cudart", runtimeFolder(cache).toString());
    System.setProperty("PYTORCH_LIBRARY_PATH", folder.toString());
    System.setProperty("PYTORCH_VERSION", version);
    System.setProperty("PYTORCH_FLAVOR", flavor);
  }

  private static boolean loads(Path library) {
    try (NativeLibrary loaded = NativeLibrary.getInstance(library.toString())) {
      return true;
    } catch (UnsatisfiedLinkError noDriver) {
      return false;
    }
  }

  /**
   * The folder that they are in, within a folder for such things. DJL loads all that lies in it.
   *
   * @param loads whether this machine can load a library
   */
  Path unpacked(ClassLoader loader, Path cache, Predicate<Path> loads) {
    Path folder = cache.resolve(version + '-' + flavor + '-' + classifier);
    try {
      if (!Files.exists(folder)) {
        unpack(loader, cache, folder);
      }
      nameRuntime(cache, folder);
      Path compiler = folder.resolve(COMPILER);
      return Files.exists(compiler) && !loads.test(compiler)
          ? withoutCompiler(cache, folder)
          : folder;
    } catch (IOException failure) {
      throw new EngineException(
          "PyTorch's natives (%s) cannot be unpacked into %s (%s); set ENGINE_CACHE_DIR to a folder"
                  .formatted(flavor, cache, failure)
              + " with room for 4.1 GB",
          failure);
    }
  }

  private void unpack(ClassLoader loader, Path cache, Path folder) throws IOException {
    Files.createDirectories(cache);
    Path made = Files.createTempDirectory(cache, "unpacking");
    try {
      for (String file : files) {
        try (InputStream in =
            loader.getResourceAsStream("pytorch/" + flavor + '/' + classifier + '/' + file)) {
          if (in == null) {
            throw new IOException(file + " is not in the jar");
          }
          Files.copy(in, made.resolve(file));
        }
      }
      Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      delete(made);
      if (!Files.exists(folder)) { // else another process was first
        throw failure;
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private Path withoutCompiler(Path cache, Path folder) throws IOException {
    Path links = Files.createDirectories(cache.resolve("without-driver-" + version + '-' + flavor));
    for (String file : files) {
      if (!file.equals(COMPILER)) {
        link(links.resolve(file), folder.resolve(file));
      }
    }
    return links;
  }

  private Path runtimeFolder(Path cache) {
    return cache.resolve("cudart-" + version + '-' + flavor);
  }

  /** The CUDA runtime has a digest in its name; DJL looks for the plain one. */
  private void nameRuntime(Path cache, Path folder) throws IOException {
    Path link = Files.createDirectories(runtimeFolder(cache)).resolve(RUNTIME + ".so");
    for (String file : files) {
      if (file.startsWith(RUNTIME)) {
        link(link, folder.resolve(file));
      }
    }
  }

  private static void link(Path link, Path to) throws IOException {
    try {
      Files.createSymbolicLink(link, to.toAbsolutePath());
    } catch (FileAlreadyExistsException there) {
      // from another time, or by another process
    }
  }
}
