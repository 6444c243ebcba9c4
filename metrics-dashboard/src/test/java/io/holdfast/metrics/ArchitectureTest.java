package io.holdfast.metrics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The structure that package-info of each package tells. */
@AnalyzeClasses(
    packages = "io.holdfast.metrics",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.holdfast.metrics";

  @ArchTest
  static final ArchRule domainKnowsThePureLibrariesAlone =
      classes()
          .that()
          .resideInAPackage(ROOT + ".domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.smallrye.mutiny..",
              "io.holdfast.stickiness..",
              "io.holdfast.contracts.event..",
              ROOT + ".domain..");

  @ArchTest
  static final ArchRule useCasesKnowNoAdapterAndNoTechnology =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".rollup..", ROOT + ".results..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".store..",
              ROOT + ".log..",
              ROOT + ".rest..",
              ROOT + ".ui..",
              ROOT + ".config..",
              "io.holdfast.service..",
              "io.quarkus..",
              "io.vertx..",
              "jakarta..");

  @ArchTest
  static final ArchRule adaptersDoNotKnowEachOther =
      slices()
          .matching(ROOT + ".(store|log|rest|ui|config)..")
          .namingSlices("adapter $1")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule noCycles = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule sqlOnlyInStoreAndLog =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".store..", ROOT + ".log..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule httpOnlyInRestAndUi =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".rest..", ROOT + ".ui..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..");

  @ArchTest
  static final ArchRule noOtherService =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.holdfast.recommender..",
              "io.holdfast.experiment..",
              "io.holdfast.core..",
              "io.holdfast.training..",
              "io.holdfast.cli..");

  @ArchTest
  static final ArchRule nativeCodeStaysInTheLinearAlgebra =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.lang.foreign..", "org.jblas..");

  /** Shows that rules are evaluated at all: this one must be broken. */
  @ArchTest
  static void canary(JavaClasses imported) {
    assertThat(imported).isNotEmpty();
    ArchRule broken =
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".rest..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");
    assertThat(broken.evaluate(imported).hasViolation()).isTrue();
  }
}
