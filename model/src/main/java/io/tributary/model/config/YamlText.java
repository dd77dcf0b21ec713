package io.tributary.model.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** YAML 1.2 text to nodes, and trees to text. */
final class YamlText {

  private static final int DEEPEST = 20;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new FailsafeSchema()) // what a text means is decided where it is read
          .setMaxAliasesForCollections(20)
          .setCodePointLimit(TextFile.LARGEST)
          .build();

  private YamlText() {}

  /** The one document of a text; empty when there is none. */
  static Optional<Node> compose(String text, Source source) {
    try {
      refuseDepth(text, source);
      return new Compose(SETTINGS).composeString(text);
    } catch (MarkedYamlEngineException e) {
      throw refuse(e, text, source);
    } catch (YamlEngineException e) {
      // Nothing else is left: the alias limit, or a character that YAML forbids.
      boolean aliases = String.valueOf(e.getMessage()).contains("aliases");
      throw source.refuse(
          1,
          aliases
              ? "too many YAML aliases (*name); write the values out"
              : "not YAML: it holds a character that text files do not; save it as plain text");
    }
  }

  /** Block style outside, one line for what holds plain values only. */
  static String print(Map<String, Object> tree) {
    DumpSettings settings =
        DumpSettings.builder()
            .setSchema(new CoreSchema()) // quotes every text that stands for nothing
            .setDefaultFlowStyle(FlowStyle.AUTO)
            .setWidth(1000)
            .setSplitLines(false)
            .setDereferenceAliases(true)
            .build();
    return new Dump(settings).dumpToString(tree);
  }

  private static void refuseDepth(String text, Source source) {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (depth > DEEPEST) {
        throw source.refuse(
            line(event.getStartMark()), "nested deeper than any key is; remove the extra brackets");
      }
    }
  }

  /** Says in own words what the parser met: its own quote the text, where secrets may be. */
  private static ConfigurationException refuse(
      MarkedYamlEngineException e, String text, Source source) {
    int line = line(e.getProblemMark());
    String problem = String.valueOf(e.getProblem()).toLowerCase(Locale.ROOT);
    String context = String.valueOf(e.getContext()).toLowerCase(Locale.ROOT);
    String lineText = text.lines().skip(line - 1L).findFirst().orElse("");
    String what;
    if (lineText.contains("${")) {
      what = "not YAML: put quotes around \"${NAME}\" where it stands within { } or [ ]";
    } else if (lineText.stripLeading().startsWith("\t") || problem.contains("\\t")) {
      what = "not YAML: a tab indents here; use spaces";
    } else if (problem.contains("alias")) {
      what = "not YAML: an alias (*name) without its anchor; put text that starts with * in quotes";
    } else if (context.contains("quoted scalar")) {
      line = line(e.getContextMark()); // where they open
      what = "not YAML: quotes that do not close or hold a wrong escape; close them";
    } else if (context.contains("flow")) {
      line = line(e.getContextMark());
      what = "not YAML: brackets that do not close, or a missing comma within; check [ ] and { }";
    } else if (problem.contains("document")) {
      what = "a second YAML document starts; keep one and remove the line ---";
    } else {
      what = "not YAML: check the indentation, and quote text that holds ': ' or ' #'";
    }
    return source.refuse(line, what);
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(place -> place.getLine() + 1).orElse(1);
  }
}
