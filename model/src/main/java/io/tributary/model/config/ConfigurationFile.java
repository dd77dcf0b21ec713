package io.tributary.model.config;

import java.nio.file.Path;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads configuration files: YAML 1.2, as docs/configuration.md describes. */
public final class ConfigurationFile {

  private static final RootPart ROOT = new RootPart();

  private ConfigurationFile() {}

  /**
   * Reads and checks a file.
   *
   * @param file UTF-8; files it refers to are found relative to it
   * @param environment put in place of {@code ${NAME}} under {@code kafka}
   * @throws ConfigurationException for the first problem in the file, in one line
   */
  public static Configuration read(Path file, Map<String, String> environment) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    try {
      String text = TextFile.read(file);
      return parse(text, file.toString(), folder == null ? file : folder, environment);
    } catch (TextFile.Unreadable e) {
      String place = Quoted.clean(file.toString()) + (e.line() > 0 ? ":" + e.line() : "");
      throw new ConfigurationException(place + ": the configuration file " + e.getMessage());
    }
  }

  /**
   * Checks a text.
   *
   * @param fileName named in messages
   * @param baseDir where relative file names in it start
   * @param environment put in place of {@code ${NAME}} under {@code kafka}
   * @throws ConfigurationException for the first problem in the text, in one line
   */
  public static Configuration parse(
      String text, String fileName, Path baseDir, Map<String, String> environment) {
    Source source = new Source(fileName, baseDir, environment);
    Node root =
        YamlText.compose(text, source)
            .orElseThrow(() -> source.refuse(1, "the file is empty; it must have model and tasks"));
    return ROOT.read(YamlNode.root(root, source));
  }
}
