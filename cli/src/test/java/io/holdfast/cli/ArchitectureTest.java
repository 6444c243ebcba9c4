package io.holdfast.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.holdfast.cli", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule usesNoServiceCodeAndNoFramework =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.holdfast.recommender..",
              "io.holdfast.experiment..",
              "io.holdfast.metrics..",
              "io.holdfast.service..",
              "io.quarkus..",
              "jakarta..");

  @ArchTest
  static final ArchRule worldKnowsNeitherModelsNorHttp =
      noClasses()
          .that()
          .resideInAPackage("io.holdfast.cli.world..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net..",
              "io.holdfast.core..",
              "io.holdfast.contracts..",
              "io.holdfast.cli.api..",
              "io.holdfast.cli.demo..",
              "io.holdfast.cli.stack..");

  @ArchTest
  static final ArchRule preparedSqlStaysInTheLog =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.holdfast.cli.log..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.sql\\.(Connection|DriverManager|.*Statement|ResultSet)");

  @ArchTest
  static final ArchRule foreignFunctionsStayOut =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.foreign..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.holdfast.cli.(*)..").should().beFreeOfCycles();

  /** The canary: a rule that the module breaks must be seen to break. */
  @ArchTest
  static void brokenRuleIsSeen(JavaClasses classes) {
    ArchRule broken = noClasses().should().dependOnClassesThat().resideInAPackage("java.net..");

    assertThat(broken.evaluate(classes).hasViolation()).isTrue();
  }
}
