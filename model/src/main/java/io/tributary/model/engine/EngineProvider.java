package io.tributary.model.engine;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.EngineConfig;
import java.util.Map;

/**
 * An engine in a module of its own, found by {@link java.util.ServiceLoader}: nothing depends on
 * it, so that its native libraries are there only where they are wanted.
 */
public interface EngineProvider {

  /** Which engine it is. */
  EngineConfig.Type type();

  /**
   * Sees whether natives are on the class path that can compute on a device.
   *
   * @param here whether this process will compute, so that it has to see the device too; else
   *     nothing is loaded
   * @throws EngineException in one line that names the missing artifact or device
   */
  void require(EngineConfig.Device device, boolean here);

  /**
   * Opens one.
   *
   * @throws io.tributary.model.network.NetworkException when the engine has no such network, in one
   *     line
   * @throws EngineException when the natives cannot be loaded, in one line; they are never fetched
   *     over a network
   */
  Engine open(Configuration configuration);

  /** What bits depend on beside the input, by name: libraries and their versions. */
  Map<String, String> environment();

  /** What its engines hold outside the heap. */
  DeviceMemory memory();

  /** Memory of the machine and of its CUDA devices, in bytes. */
  interface DeviceMemory {

    /** What the engines of this process hold now in the machine's memory. */
    long bytes();

    /** CUDA devices that engines of this process compute on. */
    int devices();

    /** What is in use on a device, by whomever. */
    long deviceBytes(int device);

    /** What a device has. */
    long deviceLimit(int device);
  }
}
