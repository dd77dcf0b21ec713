package io.tributary.connectors;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.tributary.connectors",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule KNOWS_NO_JOB_AND_NO_COMMAND =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tributary.job..", "io.tributary.cli..", "io.tributary.embedded..");

  @ArchTest
  static final ArchRule KNOWS_NO_ENGINE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.deeplearning4j..",
              "org.nd4j..",
              "org.bytedeco..",
              "io.tributary.model.engine..",
              "io.tributary.model.weighting..");

  @ArchTest
  static final ArchRule USES_FLINK_FOR_SERIALISATION_ALONE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink.streaming..",
              "org.apache.flink.runtime..",
              "org.apache.flink.connector..");

  @ArchTest
  static final ArchRule HAS_NO_CYCLES =
      slices().matching("io.tributary.connectors.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule STANDS_IN_NAMED_ROOMS =
      classes()
          .should()
          .resideInAnyPackage(
              "io.tributary.connectors.checkpoint",
              "io.tributary.connectors.example",
              "io.tributary.connectors.record",
              "io.tributary.connectors.serialization",
              "io.tributary.connectors.topic");
}
