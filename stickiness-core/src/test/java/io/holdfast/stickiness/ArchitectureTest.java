package io.holdfast.stickiness;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;

/** What the library may depend on. */
@AnalyzeClasses(
    packages = "io.holdfast.stickiness",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyTheJdkCommonsStatisticsAndRoaringBitmap =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.holdfast.stickiness..",
              "org.roaringbitmap..",
              "org.apache.commons.statistics..",
              "org.apache.commons.numbers..");

  @ArchTest
  static final ArchRule noSqlNoForeignMemory =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "java.lang.foreign..", "java.net..");

  @ArchTest
  static final ArchRule distributionsOnlyInStatisticsSurvivalAndBandit =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.holdfast.stickiness.statistics..",
              "io.holdfast.stickiness.survival..",
              "io.holdfast.stickiness.bandit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.commons..");

  @ArchTest
  static final ArchRule onlyMetricJoinsTheOthersAndBitmapAnswersInTheirTerms =
      slices()
          .matching("io.holdfast.stickiness.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAPackage("io.holdfast.stickiness.metric.."),
              resideInAnyPackage(
                  "io.holdfast.stickiness.session..",
                  "io.holdfast.stickiness.retention..",
                  "io.holdfast.stickiness.survival..",
                  "io.holdfast.stickiness.statistics.."))
          .ignoreDependency(
              resideInAPackage("io.holdfast.stickiness.survival.."),
              resideInAPackage("io.holdfast.stickiness.statistics.."))
          .ignoreDependency(
              resideInAPackage("io.holdfast.stickiness.bandit.."),
              resideInAPackage("io.holdfast.stickiness.statistics.."))
          .ignoreDependency(
              resideInAPackage("io.holdfast.stickiness.bitmap.."),
              resideInAnyPackage(
                  "io.holdfast.stickiness.activity..", "io.holdfast.stickiness.retention.."));

  @ArchTest
  static final ArchRule roaringBitmapOnlyInBitmap =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.holdfast.stickiness.bitmap..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.roaringbitmap..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.holdfast.stickiness.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("every now arrives as an argument");

  @ArchTest static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  /** Shows that classes were read and that rules can fail at all. */
  @ArchTest
  static void canary(JavaClasses imported) {
    ArchRule mustFail =
        noClasses()
            .that()
            .resideInAPackage("io.holdfast.stickiness.metric..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.holdfast.stickiness.retention..");
    assertThat(mustFail.evaluate(imported).hasViolation()).isTrue();
  }
}
