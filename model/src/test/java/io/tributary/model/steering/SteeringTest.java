package io.tributary.model.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.model.config.Configuration;
import io.tributary.model.config.ConfigurationFile;
import io.tributary.model.config.ConfigurationPrinter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SteeringTest {

  private static final String TEXT =
      """
      model: {name: steered, input: [4], trunk: [{dense: {units: 3}}]}
      tasks:
        main: {type: binary, target: true}
        side: {type: binary}
        spend: {type: regression}
      """;

  private static final Configuration CONFIGURED = parse(TEXT);

  private static Configuration parse(String text) {
    return ConfigurationFile.parse(text, "steered.yaml", Path.of("."), Map.of());
  }

  @Test
  void tasksPauseResumeAndRetire() {
    Steering paused = accepted(Steering.NONE, new Command.Pause("side"));
    assertThat(paused.paused()).containsExactly("side");
    assertThat(refused(paused, new Command.Pause("side"))).isEqualTo("side is paused already");
    assertThat(refused(paused, new Command.Target("side"))).contains("resume it first");
    assertThat(accepted(paused, new Command.Resume("side"))).isEqualTo(Steering.NONE);
    assertThat(refused(Steering.NONE, new Command.Resume("side"))).isEqualTo("side is not paused");

    Steering retired = accepted(paused, new Command.Retire("side"));
    assertThat(retired.paused()).isEmpty();
    assertThat(retired.retired()).containsExactly("side");
    for (Command late :
        new Command[] {
          new Command.Pause("side"),
          new Command.Resume("side"),
          new Command.Retire("side"),
          new Command.Target("side")
        }) {
      assertThat(refused(retired, late)).isEqualTo("side is retired");
    }
  }

  @Test
  void tasksAreAddedAfterTheOthers() {
    Steering one = accepted(Steering.NONE, new Command.AddTask("more", "{type: binary}"));
    Steering two = accepted(one, new Command.AddTask("last", "{\"type\":\"regression\"}"));
    String longer = TEXT + "  more: {type: binary}\n";

    assertThat(two.over(CONFIGURED)).isEqualTo(parse(longer + "  last: {type: regression}\n"));
    assertThat(refused(one, new Command.AddTask("more", "{type: binary}"))).contains("already");
    assertThat(accepted(two, new Command.Target("last")).over(CONFIGURED).target().name())
        .isEqualTo("last");
    assertThat(two.on(parse(longer)).added()).extracting(Addition::task).containsExactly("last");
    assertThat(two.on(CONFIGURED)).isEqualTo(two);
    assertThatThrownBy(() -> two.on(parse(TEXT + "  more: {type: regression}\n")))
        .hasMessageContaining("tasks.more was added by a command with another type or head");
  }

  @Test
  void theTargetCanBeChangedButNotTakenAway() {
    assertThat(refused(Steering.NONE, new Command.Pause("main"))).contains("target first");
    assertThat(refused(Steering.NONE, new Command.Retire("main"))).contains("target first");
    assertThat(refused(Steering.NONE, new Command.Target("main"))).contains("already");
    assertThat(refused(Steering.NONE, new Command.Target("sid"))).contains("did you mean side?");

    Steering other = accepted(Steering.NONE, new Command.Target("spend"));
    assertThat(other.over(CONFIGURED).target().name()).isEqualTo("spend");
    assertThat(other.over(CONFIGURED).tasks()).hasSize(3);
    assertThat(refused(other, new Command.Retire("spend"))).contains("target first");
    assertThat(accepted(other, new Command.Retire("main")).retired()).containsExactly("main");
    assertThat(accepted(other, new Command.Target("main"))).isEqualTo(Steering.NONE);
  }

  @Test
  void settingsChangeAsTheFileWouldSayThem() {
    Steering uniform = accepted(Steering.NONE, new Command.Set("weighting.method", "uniform"));
    assertThat(uniform.over(CONFIGURED)).isEqualTo(parse(TEXT + "weighting: {method: uniform}\n"));
    Steering weighed =
        accepted(
            accepted(uniform, new Command.Set("weighting.method", "fixed")),
            new Command.Set("weighting.weights.side", "0.25"));
    assertThat(weighed.over(CONFIGURED))
        .isEqualTo(parse(TEXT + "weighting: {method: fixed, weights: {side: 0.25}}\n"));
    Steering slower = accepted(weighed, new Command.Set("training.optimizer.learningRate", "1e-3"));
    assertThat(slower.over(CONFIGURED))
        .isEqualTo(
            parse(
                TEXT
                    + "weighting: {method: fixed, weights: {side: 0.25}}\n"
                    + "training: {optimizer: {learningRate: 0.001}}\n"));
    String learned = ConfigurationPrinter.learningPart(slower.over(CONFIGURED));
    assertThat(ConfigurationPrinter.learningPart(parse(learned))).isEqualTo(learned);
    assertThat(
            accepted(
                accepted(Steering.NONE, new Command.Set("publish.everyRounds", "3")),
                new Command.Set("publish.everyRounds", "10")))
        .as("back to what the file says")
        .isEqualTo(Steering.NONE);
  }

  @Test
  void wrongSettingsAreRefusedInOneLine() {
    Map<String[], String> wrong =
        Map.of(
            new String[] {"weighting.method", "uniformly"}, "weighting.method is 'uniformly'",
            new String[] {"weighting.rate", "2"}, "belongs to method: diw",
            new String[] {"weighting.metod", "uniform"}, "did you mean method?",
            new String[] {"weighting.weights.nobody", "2"}, "weighting.weights",
            new String[] {"model.seed", "3"}, "cannot be changed while the job runs",
            new String[] {"weighting", "{}"}, "cannot be changed while the job runs",
            new String[] {"training.optimizer.learningRate", "-1"}, "learningRate",
            new String[] {"training.optimizer.learningRate", "[1"}, "not YAML",
            new String[] {"training.optimizer.learningRate", ""}, "has no value",
            new String[] {"publish.everyRounds", "10"}, "has this value already");
    wrong.forEach(
        (set, reason) ->
            assertThat(refused(Steering.NONE, new Command.Set(set[0], set[1])))
                .as(set[0])
                .contains(reason)
                .doesNotContain("\n"));
  }

  @Test
  void whatTheFileSaysLaterCounts() {
    Steering steering =
        accepted(
            accepted(
                accepted(Steering.NONE, new Command.Target("side")),
                new Command.Set("weighting.method", "uniform")),
            new Command.Pause("spend"));

    assertThat(steering.on(CONFIGURED)).isEqualTo(steering);
    Steering other = steering.on(parse(TEXT + "weighting: {method: diw}\n"));
    assertThat(other.sections()).isEmpty();
    assertThat(other.target()).isEqualTo(steering.target());
    Change fewer =
        new Change("weighting: {method: alphavil}", "weighting: {method: uniform, everyRounds: 1}");
    Steering old = new Steering(null, Set.of(), Set.of(), Map.of("weighting", fewer), List.of());
    assertThat(old.on(CONFIGURED)).as("of a version that knew fewer keys").isEqualTo(old);
    Steering moved =
        steering.on(
            parse(
                TEXT.replace(", target: true", "")
                    .replace("regression", "regression, target: true")));
    assertThat(moved.target()).isNull();
    assertThat(moved.paused()).as("the target takes part").isEmpty();
  }

  /** Whatever is said in whatever order, the rest stands as it was, and one target is there. */
  @Test
  void noSequenceOfCommandsBreaksIt() {
    Random random = new Random(3);
    String[] tasks = {"main", "side", "spend", "nobody"};
    String[] values = {"uniform", "alphavil", "single", "0.5", "[", "paper"};
    String[] keys = {"weighting.method", "weighting.rule", "weighting.rate", "dev.tolerance"};
    for (int run = 0; run < 200; run++) {
      Steering steering = Steering.NONE;
      for (int i = 0; i < 12; i++) {
        String task = tasks[random.nextInt(tasks.length)];
        Command command =
            switch (random.nextInt(5)) {
              case 0 -> new Command.Pause(task);
              case 1 -> new Command.Resume(task);
              case 2 -> new Command.Retire(task);
              case 3 -> new Command.Target(task);
              default ->
                  new Command.Set(
                      keys[random.nextInt(keys.length)], values[random.nextInt(values.length)]);
            };
        if (steering.apply(CONFIGURED, command) instanceof Ruling.Accepted with) {
          assertThat(with.steering()).isNotEqualTo(steering);
          steering = with.steering();
        }
        Configuration now = steering.over(CONFIGURED);
        String target = now.target().name();
        assertThat(now.tasks()).filteredOn(each -> each.task().target()).hasSize(1);
        assertThat(steering.paused()).doesNotContain(target, "nobody");
        assertThat(steering.retired()).doesNotContain(target, "nobody");
        assertThat(steering.paused()).noneMatch(steering.retired()::contains);
        assertThat(steering.on(CONFIGURED)).isEqualTo(steering);
      }
    }
  }

  private static Steering accepted(Steering steering, Command command) {
    Ruling ruling = steering.apply(CONFIGURED, command);
    assertThat(ruling).as(command.toString()).isInstanceOf(Ruling.Accepted.class);
    return ((Ruling.Accepted) ruling).steering();
  }

  private static String refused(Steering steering, Command command) {
    Ruling ruling = steering.apply(CONFIGURED, command);
    assertThat(ruling).as(command.toString()).isInstanceOf(Ruling.Refused.class);
    return ((Ruling.Refused) ruling).reason();
  }
}
