package io.tributary.model.config;

import static io.tributary.model.config.Texts.MODEL;
import static io.tributary.model.config.Texts.TASKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.model.network.NetworkSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {

  private final Path folder;

  ConfigurationFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsWhatItRefersToRelativeToItself() throws IOException {
    Files.createDirectory(folder.resolve("nets"));
    Files.writeString(folder.resolve("nets/trunk.json"), " {\"confs\": []}\n");
    Path file =
        write(MODEL.replace("[dense: {units: 4}, relu]", "{dl4j: nets/trunk.json}") + TASKS);

    Configuration configuration = ConfigurationFile.read(file, Map.of());

    assertThat(configuration.model().trunk())
        .isEqualTo(new NetworkSpec.Dl4j("nets/trunk.json", " {\"confs\": []}\n"));
    assertThat(reread(configuration)).isEqualTo(configuration);
  }

  @Test
  void takesAByteOrderMarkAndWindowsLineEnds() throws IOException {
    Path file = write("\uFEFF" + (MODEL + TASKS).replace("\n", "\r\n"));

    assertThat(ConfigurationFile.read(file, Map.of())).isEqualTo(Texts.parse(MODEL + TASKS));
  }

  @Test
  void takesAliasesOfPlainValuesAndOfSections() {
    Configuration configuration =
        Texts.parse(
            MODEL
                + "tasks:\n"
                + "  price: {type: regression, target: true, head: &h [dense: {units: 3}]}\n"
                + "  sold: {type: binary, head: *h}\n");

    assertThat(configuration.tasks().get(1).head()).isEqualTo(configuration.tasks().get(0).head());
  }

  @Test
  void namesTheLineThatIsNotUtf8() throws IOException {
    byte[] bytes =
        (MODEL + TASKS).replace("sold", "gr\u00f6\u00dfe").getBytes(StandardCharsets.ISO_8859_1);
    Path file = folder.resolve("old.yaml");
    Files.write(file, bytes);

    assertRefused(file, file + ":7: the configuration file is not UTF-8; save it as UTF-8");
  }

  @Test
  void saysThatTheFileIsNotThere() {
    Path file = folder.resolve("none.yaml");

    assertRefused(file, file + ": the configuration file is not there; check the path");
  }

  @Test
  void refusesAFolder() {
    assertRefused(folder, folder + ": the configuration file is a folder; name a file");
  }

  @Test
  void refusesAFileOfUnreasonableSize() throws IOException {
    Path file = write("#".repeat(5 << 20));

    assertRefused(file, file + ": the configuration file is larger than 4 MiB; name another file");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("shop.yaml"), text);
  }

  private Configuration reread(Configuration configuration) {
    return ConfigurationFile.parse(
        ConfigurationPrinter.print(configuration), "printed", folder, Map.of());
  }

  private static void assertRefused(Path file, String message) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ConfigurationFile.read(file, Map.of()))
        .withMessage(message);
  }
}
