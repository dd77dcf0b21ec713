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
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {

  private final Path folder;

  ConfigurationFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsWhatItRefersToRelativeToItself() throws IOException {
    Path file = write(withTrunkFile(8));

    Configuration configuration = ConfigurationFile.read(file, Map.of());

    assertThat(configuration.model().trunk())
        .isEqualTo(
            new NetworkSpec.Dl4j(
                "nets/trunk.json", Files.readString(folder.resolve("nets/trunk.json"))));
    assertThat(reread(configuration)).isEqualTo(configuration);
  }

  @Test
  void refusesANetworkFileThatIsNone() throws IOException {
    Path file = write(withTrunkFile(8));
    Files.writeString(folder.resolve("nets/trunk.json"), "{\"confs\": 5}");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ConfigurationFile.read(file, Map.of()))
        .withMessageStartingWith(file + ":4: model.trunk does not fit (nets/trunk.json: not a ")
        .withMessageEndingWith("; correct the file it names")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
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

  @Test
  void theLearningPartPinsATrunkFileByItsDigest() throws Exception {
    Configuration configuration = ConfigurationFile.read(write(withTrunkFile(2)), Map.of());
    Path trunk = folder.resolve("nets/trunk.json");
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(trunk));

    String learningPart = ConfigurationPrinter.learningPart(configuration);

    assertThat(learningPart).contains("sha256: " + HexFormat.of().formatHex(digest));
    assertThat(ConfigurationFile.parse(learningPart, "printed", folder, Map.of()).model())
        .isEqualTo(configuration.model());
    Files.writeString(trunk, Files.readString(trunk) + "\n");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ConfigurationFile.parse(learningPart, "printed", folder, Map.of()))
        .withMessageContaining("trunk.json', whose SHA-256 is ");
  }

  /** A configuration whose trunk is one dense layer in a file of its own. */
  private String withTrunkFile(int inputs) throws IOException {
    Files.createDirectory(folder.resolve("nets"));
    MultiLayerConfiguration trunk =
        new NeuralNetConfiguration.Builder()
            .list(new DenseLayer.Builder().nIn(inputs).nOut(4).build())
            .build();
    Files.writeString(folder.resolve("nets/trunk.json"), trunk.toJson());
    return MODEL.replace("[dense: {units: 4}, relu]", "{dl4j: nets/trunk.json}") + TASKS;
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
