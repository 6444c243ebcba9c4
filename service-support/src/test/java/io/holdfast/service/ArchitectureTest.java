package io.holdfast.service;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.holdfast.service",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule knowsContractsAndNoOtherModule =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.holdfast..")
                  .and(
                      not(resideInAnyPackage("io.holdfast.service..", "io.holdfast.contracts.."))));

  @ArchTest
  static final ArchRule runsNoSqlOfItsOwn =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule httpIsOfSecurityProblemAndUser =
      noClasses()
          .that()
          .resideOutsideOfPackages("..security..", "..problem..", "..user..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "io.vertx.ext.web..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.holdfast.service.(*)..").should().beFreeOfCycles();

  /** The canary: a rule that the module breaks must be seen to break. */
  @ArchTest
  static void brokenRuleIsSeen(JavaClasses classes) {
    ArchRule broken =
        noClasses()
            .that()
            .resideInAPackage("..security..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.quarkus..");

    assertThat(broken.evaluate(classes).hasViolation()).isTrue();
  }
}
