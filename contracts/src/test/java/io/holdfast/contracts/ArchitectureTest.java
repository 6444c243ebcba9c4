package io.holdfast.contracts;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
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
    packages = "io.holdfast.contracts",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String EVENT = "io.holdfast.contracts.event..";

  @ArchTest
  static final ArchRule eventsAreOfTheJdkAlone =
      classes()
          .that()
          .resideInAPackage(EVENT)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", EVENT);

  @ArchTest
  static final ArchRule bucketingNeedsTheJdkEventsAndTargeting =
      classes()
          .that()
          .resideInAPackage("..bucketing..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              EVENT,
              "io.holdfast.contracts.bucketing..",
              "io.holdfast.contracts.targeting..");

  @ArchTest
  static final ArchRule decisionNeedsTheJdkAndEvents =
      classes()
          .that()
          .resideInAPackage("..decision..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", EVENT, "io.holdfast.contracts.decision..");

  @ArchTest
  static final ArchRule targetingNeedsTheJdkItsExpressionsAndProblems =
      classes()
          .that()
          .resideInAPackage("..targeting..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "com.google.re2j..",
              "io.holdfast.contracts.problem..",
              "io.holdfast.contracts.targeting..");

  @ArchTest
  static final ArchRule clockAndProblemAreOfTheJdkAlone =
      classes()
          .that()
          .resideInAnyPackage("..clock..", "..problem..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "io.holdfast.contracts.clock..", "io.holdfast.contracts.problem..");

  @ArchTest
  static final ArchRule databasesAreOfTheLogAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("..log..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "javax.sql..",
              "org.postgresql..",
              "org.flywaydb..",
              "io.vertx..",
              "io.smallrye..");

  @ArchTest
  static final ArchRule jacksonIsOfThoseThatReadJson =
      noClasses()
          .that()
          .resideOutsideOfPackages("..json..", "..log..", "..security..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml..");

  @ArchTest
  static final ArchRule knowsNoFramework =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "jakarta..", "org.hibernate..", "org.jblas..");

  @ArchTest
  static final ArchRule foreignFunctionsStayOut =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.foreign..");

  @ArchTest
  static final ArchRule knowsNoOtherModule =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.holdfast..")
                  .and(not(resideInAPackage("io.holdfast.contracts.."))));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.holdfast.contracts.(*)..").should().beFreeOfCycles();

  /** The canary: a rule that the module breaks must be seen to break. */
  @ArchTest
  static void brokenRuleIsSeen(JavaClasses classes) {
    ArchRule broken =
        noClasses()
            .that()
            .resideInAPackage("..bucketing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(EVENT);

    assertThat(broken.evaluate(classes).hasViolation()).isTrue();
  }
}
