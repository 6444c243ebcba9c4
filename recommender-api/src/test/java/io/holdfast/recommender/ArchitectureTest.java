package io.holdfast.recommender;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.holdfast.service.user.UserId;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;

/** The rules of the service's structure. */
@AnalyzeClasses(
    packages = "io.holdfast.recommender",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.holdfast.recommender.";
  private static final String[] ADAPTERS = {"rest", "store", "client", "log", "config"};

  @ArchTest
  static final ArchRule domainKnowsTheJdkMutinyAndWhatThePartsAgreeOn =
      classes()
          .that()
          .resideInAPackage(ROOT + "domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.smallrye.mutiny..",
              "io.holdfast.contracts.event..",
              "io.holdfast.contracts.bucketing..",
              ROOT + "domain..");

  @ArchTest
  static final ArchRule useCasesKnowNoAdapter =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + "domain..",
              ROOT + "ingest..",
              ROOT + "people..",
              ROOT + "registry..",
              ROOT + "retention..",
              ROOT + "assignment..",
              ROOT + "scenario..",
              ROOT + "serving..",
              ROOT + "strategy..",
              ROOT + "returns..",
              ROOT + "timekeeping..",
              ROOT + "popularity..",
              ROOT + "background..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages(ADAPTERS));

  @ArchTest
  static void adaptersDoNotImportEachOther(JavaClasses classes) {
    for (String adapter : ADAPTERS) {
      for (String other : ADAPTERS) {
        if (!adapter.equals(other)) {
          noClasses()
              .that()
              .resideInAPackage(ROOT + adapter + "..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage(ROOT + other + "..")
              .check(classes);
        }
      }
    }
  }

  @ArchTest
  static final ArchRule sqlLivesInStoreAndLog =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "store..", ROOT + "log..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "javax.sql..",
              "io.vertx.sqlclient..",
              "io.vertx.mutiny.sqlclient..",
              "io.vertx.pgclient..",
              "jakarta.persistence..",
              "org.hibernate..",
              "io.quarkus.hibernate..");

  @ArchTest
  static final ArchRule httpLivesInRestAndClient =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "rest..", ROOT + "client..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.ws.rs..");

  /** Whoever takes a user's id out of a path takes what is stored for it, too. */
  @ArchTest
  static void usersInPathsAreUserIds(JavaClasses classes) {
    List<JavaParameter> ids =
        classes.stream()
            .filter(each -> each.isAnnotatedWith(Path.class))
            .filter(each -> each.getAnnotationOfType(Path.class).value().startsWith("/v1/users"))
            .flatMap(each -> each.getMethods().stream())
            .flatMap(method -> method.getParameters().stream())
            .filter(parameter -> parameter.isAnnotatedWith(PathParam.class))
            .filter(id -> id.getAnnotationOfType(PathParam.class).value().equals("id"))
            .toList();
    assertThat(ids).isNotEmpty();
    assertThat(ids).allMatch(id -> id.getRawType().isEquivalentTo(UserId.class));
  }

  @ArchTest
  static final ArchRule otherServicesAreUnknown =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.holdfast.experiment..",
              "io.holdfast.metrics..",
              "io.holdfast.training..",
              "io.holdfast.stickiness..");

  @ArchTest
  static final ArchRule thereAreNoPackageCycles =
      slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  /** A rule that must fail: if it does not, rules are skipped without a word. */
  @ArchTest
  static void canary(JavaClasses classes) {
    ArchRule broken =
        noClasses().should().dependOnClassesThat().resideInAPackage(ROOT + "domain..");
    assertThat(broken.evaluate(classes).hasViolation()).isTrue();
  }

  private static String[] packages(String[] names) {
    String[] packages = new String[names.length];
    for (int k = 0; k < names.length; k++) {
      packages[k] = ROOT + names[k] + "..";
    }
    return packages;
  }
}
