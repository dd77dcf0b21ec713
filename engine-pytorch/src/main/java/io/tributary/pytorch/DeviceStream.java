package io.tributary.pytorch;

import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine's work is queued. On a CUDA device that is a stream of its own, so that engines
 * do not wait for each other there. DJL knows of no streams; TorchScript does.
 */
final class DeviceStream implements AutoCloseable {
  private static final String STREAM = "__torch__.torch.classes.cuda.Stream";

  /** A stream of the pool of a tensor's device, and the choice of it for the calling thread. */
  static final String METHODS =
      """
        def open(self: %1$s, on: Tensor) -> %2$s:
          stream = %2$s.__new__(%2$s)
          v0 = (stream).__init__(ops.prim.device(on), 0, )
          return stream
        def use(self: %1$s, stream: %2$s) -> int:
          v0 = ops.cuda.set_stream(stream)
          return 0
      """
          .formatted(ScriptArchive.TYPE, STREAM);

  private final @Nullable Script script;
  private final @Nullable IValue stream;

  private DeviceStream(@Nullable Script script, @Nullable IValue stream) {
    this.script = script;
    this.stream = stream;
  }

  /** For a manager's device. */
  static DeviceStream of(PtNDManager manager) {
    if (!manager.getDevice().isGpu()) {
      return new DeviceStream(null, null);
    }
    Script script = new Script(manager, METHODS);
    try (Tensor there = Tensor.on(manager, 1)) {
      return new DeviceStream(script, script.get("open", there));
    }
  }

  /** Said by a thread before it computes. */
  void enter() {
    Libtorch.enter();
    if (script != null && stream != null) {
      script.run("use", stream);
    }
  }

  @Override
  public void close() {
    if (script != null && stream != null) {
      stream.close();
      script.close();
    }
  }
}
