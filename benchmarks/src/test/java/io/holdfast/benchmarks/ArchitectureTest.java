package io.holdfast.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.holdfast.benchmarks",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule measuresLibrariesAlone =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..",
              "jakarta.ws.rs..",
              "java.lang.foreign..",
              "io.holdfast.recommender..",
              "io.holdfast.experiment..",
              "io.holdfast.metrics..",
              "io.holdfast.cli..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .matching("io.holdfast.benchmarks.(**)")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true);

  @ArchTest
  static void canary(JavaClasses classes) {
    ArchRule mustFail =
        noClasses().should().dependOnClassesThat().resideInAPackage("io.holdfast.core..");
    assertThat(mustFail.evaluate(classes).hasViolation()).isTrue();
  }
}
