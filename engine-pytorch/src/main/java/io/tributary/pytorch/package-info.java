/** The engine on PyTorch: networks as TorchScript over flat parameters. */
@NullMarked
package io.tributary.pytorch;

import org.jspecify.annotations.NullMarked;
