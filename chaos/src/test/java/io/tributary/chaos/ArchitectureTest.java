package io.tributary.chaos;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.tributary.chaos",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.tributary.chaos.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_JOB_IS_SEEN_FROM_OUTSIDE_ALONE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.tributary.cli..", "io.tributary.job.*..", "org.apache.flink..", "org.nd4j..");

  @ArchTest
  static final ArchRule THE_CLUSTER_KNOWS_NOTHING_OF_FAULTS =
      noClasses()
          .that()
          .resideInAPackage("..chaos.cluster..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..chaos.fault..", "..chaos.stream..", "..chaos.check..");
}
