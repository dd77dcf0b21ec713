package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.deploy.OperationsGuide.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every command of docs/operations.md is run by a test, or says what it would need. */
class OperationsGuideTest {

  @Test
  void everyCommandSaysWhetherItIsTested() throws IOException {
    assertThat(OperationsGuide.commands()).hasSizeGreaterThan(15);
    assertThat(OperationsGuide.commands())
        .allSatisfy(
            command ->
                assertThat(command.note()).matches("\\((tested|every build does it|needs .+)\\)"));
  }

  /** They run it by its text, so it cannot change without them. */
  @Test
  void everyTestedCommandIsRun() throws IOException {
    String tests = integrationTests();
    List<String> tested =
        OperationsGuide.commands().stream()
            .filter(command -> command.note().equals(OperationsGuide.TESTED))
            .map(Command::text)
            .toList();
    assertThat(tested)
        .hasSizeGreaterThan(8)
        .allSatisfy(text -> assertThat(tests).contains('"' + text.replace("\\", "\\\\") + '"'));
  }

  private static String integrationTests() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      return files
          .filter(file -> file.toString().endsWith("IT.java"))
          .map(
              file -> {
                try {
                  return Files.readString(file);
                } catch (IOException unreadable) {
                  throw new UncheckedIOException(unreadable);
                }
              })
          .collect(Collectors.joining());
    }
  }
}
