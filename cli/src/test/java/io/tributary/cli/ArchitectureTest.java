package io.tributary.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tributary.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.tributary.cli.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_JOB_IS_STARTED_THROUGH_ITS_CLIENT_ALONE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "org.nd4j..",
              "org.deeplearning4j..",
              "kafka..",
              "io.tributary.job.*..");

  @ArchTest
  static final ArchRule COMMANDS_STAND_ABOVE_EVERYTHING =
      noClasses()
          .that()
          .resideInAPackage("io.tributary.cli.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.tributary.cli");
}
