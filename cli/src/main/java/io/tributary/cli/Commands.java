package io.tributary.cli;

import io.tributary.cli.terminal.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands that picocli asks for, handing each the terminal that it talks to. */
record Commands(Terminal terminal) implements IFactory {

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (var constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0] == Terminal.class) {
        return type.cast(constructor.newInstance(terminal));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
