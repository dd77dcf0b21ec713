package io.tributary.model;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Which part of the model may know which other. */
@AnalyzeClasses(
    packages = "io.tributary.model",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.tributary.model";

  private static final String[] NETWORK_LIBRARIES = {
    "org.deeplearning4j..", "org.nd4j..", "org.bytedeco.."
  };

  /** A score is a value too: deltas carry two of them. So is what a field holds. */
  @ArchTest
  static final ArchRule packagesLeanOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("values")
          .definedBy(ROOT, ROOT + ".evaluation", ROOT + ".field")
          .layer("lineage")
          .definedBy(ROOT + ".lineage")
          .layer("network")
          .definedBy(ROOT + ".network")
          .layer("layer")
          .definedBy(ROOT + ".layer")
          .layer("config")
          .definedBy(ROOT + ".config")
          .layer("engine")
          .definedBy(ROOT + ".engine")
          .layer("weighting")
          .definedBy(ROOT + ".weighting")
          .layer("round")
          .definedBy(ROOT + ".round")
          .layer("comparison")
          .definedBy(ROOT + ".comparison")
          .whereLayer("values")
          .mayNotAccessAnyLayer()
          .whereLayer("comparison")
          .mayNotAccessAnyLayer()
          .whereLayer("lineage")
          .mayOnlyAccessLayers("values")
          .whereLayer("network")
          .mayOnlyAccessLayers("values")
          .whereLayer("layer")
          .mayOnlyAccessLayers("values", "network")
          .whereLayer("config")
          .mayOnlyAccessLayers("values", "network")
          .whereLayer("engine")
          .mayOnlyAccessLayers("values", "network", "layer", "config")
          .whereLayer("weighting")
          .mayOnlyAccessLayers("values", "config", "engine")
          .whereLayer("round")
          .mayOnlyAccessLayers("values", "config", "engine", "weighting");

  @ArchTest
  static final ArchRule modelKnowsNothingOfStreams =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..", "org.apache.kafka..", "com.fasterxml..", "java.net..");

  @ArchTest
  static final ArchRule networkLibrariesStayInside =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".network", ROOT + ".layer", ROOT + ".engine")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(NETWORK_LIBRARIES);

  @ArchTest
  static final ArchRule theEngineShowsNoNetworkLibrary =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .resideInAPackage(ROOT + ".engine")
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .should(showNoNetworkLibrary());

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses classes) {
    for (JavaPackage each : classes.getPackage(ROOT).getSubpackagesInTree()) {
      if (!each.getClasses().isEmpty()) {
        assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue();
      }
    }
    assertThat(classes.getPackage(ROOT).isAnnotatedWith(NullMarked.class)).isTrue();
  }

  private static ArchCondition<JavaMethod> showNoNetworkLibrary() {
    return new ArchCondition<>("show no type of a network library") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        method.getAllInvolvedRawTypes().stream()
            .filter(resideInAnyPackage(NETWORK_LIBRARIES))
            .map(JavaClass::getName)
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            method, method.getFullName() + " shows " + type)));
      }
    };
  }
}
