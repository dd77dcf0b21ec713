package io.tributary.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tributary.job", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule KNOWS_NOTHING_OF_THE_COMMAND_LINE =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("io.tributary.cli..");

  @ArchTest
  static final ArchRule KNOWS_NO_ENGINE_BUT_BY_ITS_INTERFACE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..");

  @ArchTest
  static final ArchRule TRAINERS_DO_NOT_KNOW_THE_COORDINATOR =
      noClasses()
          .that()
          .resideInAPackage("..job.train..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..job.round..");

  @ArchTest
  static final ArchRule COORDINATOR_DOES_NOT_KNOW_TRAINERS =
      noClasses()
          .that()
          .resideInAPackage("..job.round..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..job.train..");

  @ArchTest
  static final ArchRule OPERATORS_DO_NOT_KNOW_THE_TOPOLOGY =
      noClasses()
          .that()
          .resideInAPackage("io.tributary.job.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.tributary.job");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.tributary.job.(*)..").should().beFreeOfCycles();
}
