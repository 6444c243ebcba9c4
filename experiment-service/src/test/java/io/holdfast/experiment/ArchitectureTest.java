package io.holdfast.experiment;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(
    packages = "io.holdfast.experiment",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.holdfast.experiment.";
  private static final String[] USE_CASES = {
    ROOT + "allocation..",
    ROOT + "bandit..",
    ROOT + "ramp..",
    ROOT + "lifecycle..",
    ROOT + "assignment..",
    ROOT + "flags..",
    ROOT + "decision.."
  };
  private static final String[] ADAPTERS = {
    ROOT + "rest..", ROOT + "store..", ROOT + "client..", ROOT + "log..", ROOT + "config.."
  };

  @ArchTest
  static final ArchRule domain_knows_nothing_but_the_contracts =
      classes()
          .that()
          .resideInAPackage(ROOT + "domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.smallrye.mutiny..",
              "io.holdfast.contracts.decision..",
              "io.holdfast.contracts.event..",
              "io.holdfast.contracts.bucketing..",
              "io.holdfast.contracts.problem..",
              "io.holdfast.contracts.targeting..",
              ROOT + "domain..");

  @ArchTest
  static final ArchRule use_cases_know_no_framework_and_no_adapter =
      classes()
          .that()
          .resideInAnyPackage(USE_CASES)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "io.smallrye.mutiny..", "io.holdfast.contracts..")
                  .or(resideInAPackage(ROOT + "domain.."))
                  .or(resideInAnyPackage(USE_CASES)));

  @ArchTest
  static final ArchRule adapters_never_import_each_other =
      slices().matching(ROOT + "(rest|store|client|log|config)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule http_is_at_the_edges_only =
      noClasses()
          .that(not(resideInAnyPackage(ROOT + "rest..", ROOT + "client..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.ws.rs..");

  @ArchTest
  static final ArchRule sql_is_in_store_and_log_only =
      noClasses()
          .that(not(resideInAnyPackage(ROOT + "store..", ROOT + "log..")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "javax.sql..",
              "io.vertx.mutiny.sqlclient..",
              "io.vertx.sqlclient..",
              "org.hibernate..",
              "jakarta.persistence..",
              "io.quarkus.hibernate..");

  @ArchTest
  static final ArchRule no_other_service_and_no_library =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.holdfast.recommender..",
              "io.holdfast.metrics..",
              "io.holdfast.stickiness..",
              "io.holdfast.training..",
              "io.holdfast.cli..");

  /** A rule that must fail: shows that classes were read and rules are run. */
  @Test
  void theCanaryFails() {
    JavaClasses imported =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.holdfast.experiment");
    ArchRule canary =
        noClasses()
            .that()
            .resideInAnyPackage(ADAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "domain..");
    assertThat(canary.evaluate(imported).hasViolation()).isTrue();
  }
}
