package io.holdfast.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules of the design for this library. */
@AnalyzeClasses(packages = "io.holdfast", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule foreignFunctionsStayInLinearAlgebra =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.holdfast.core.linalg")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.lang.foreign..", "org.jblas..", "org.bytedeco..");

  @ArchTest
  static final ArchRule dependsOnNothingButItselfItsCodecsAndJblas =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..",
              "io.holdfast.core..",
              "com.fasterxml.jackson..",
              "org.apache.lucene..",
              "org.jspecify..",
              "org.jblas..");

  @ArchTest
  static final ArchRule graphsStayInRetrieval =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.holdfast.core.retrieval")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.lucene..");

  @ArchTest
  static final ArchRule jsonStaysInArtifacts =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.holdfast.core.artifact")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule nothingUsesTheProgramForNativeImages =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.holdfast.core.nativeimage")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.holdfast.core.nativeimage");

  @ArchTest
  static final ArchRule noPackageCycles =
      slices().matching("io.holdfast.core.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule layers =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("linalg")
          .definedBy("io.holdfast.core.linalg")
          .layer("parallel")
          .definedBy("io.holdfast.core.parallel")
          .layer("data")
          .definedBy("io.holdfast.core.data")
          .layer("retrieval")
          .definedBy("io.holdfast.core.retrieval")
          .layer("artifact")
          .definedBy("io.holdfast.core.artifact")
          .layer("model")
          .definedBy("io.holdfast.core.model")
          .layer("kinds")
          .definedBy("io.holdfast.core.model.*..")
          .layer("evaluation")
          .definedBy("io.holdfast.core.evaluation")
          .layer("search")
          .definedBy("io.holdfast.core.search")
          .whereLayer("search")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("evaluation")
          .mayOnlyBeAccessedByLayers("search")
          .whereLayer("kinds")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("kinds", "evaluation", "search")
          .whereLayer("artifact")
          .mayOnlyBeAccessedByLayers("model", "kinds", "evaluation", "search")
          .whereLayer("retrieval")
          .mayOnlyBeAccessedByLayers("model", "kinds", "evaluation")
          .whereLayer("linalg")
          .mayOnlyBeAccessedByLayers("retrieval", "model", "kinds", "evaluation")
          .whereLayer("parallel")
          .mayOnlyBeAccessedByLayers("kinds", "evaluation");

  /** If rules were skipped silently, or saw no classes, this would not fail as it must. */
  @ArchTest
  static void aRuleThatMustFailFails(JavaClasses classes) {
    ArchRule canary =
        noClasses().should().dependOnClassesThat().resideInAnyPackage("java.lang.foreign..");
    assertThat(canary.evaluate(classes).hasViolation()).isTrue();
  }
}
