package io.holdfast.training;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.holdfast.training",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule dependsOnContractsAndCoreOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "com.fasterxml.jackson..",
              "io.holdfast.contracts..",
              "io.holdfast.core..",
              "io.holdfast.training..");

  @ArchTest
  static final ArchRule sqlStaysInTheLog =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.holdfast.training.log..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule httpStaysInRegistration =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.holdfast.training.register..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.net.http..");

  @ArchTest
  static final ArchRule foreignFunctionsStayOut =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.foreign..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.holdfast.training.(*)..").should().beFreeOfCycles();

  /** The canary: a rule that the module breaks must be seen to break. */
  @ArchTest
  static void brokenRuleIsSeen(JavaClasses classes) {
    ArchRule broken = noClasses().should().dependOnClassesThat().resideInAPackage("java.sql..");

    assertThat(broken.evaluate(classes).hasViolation()).isTrue();
  }
}
