package io.holdfast.experiment.decision;

import io.holdfast.contracts.decision.Levels;
import io.holdfast.contracts.decision.Outcome;
import io.holdfast.contracts.decision.Outcome.Assessment;
import io.holdfast.experiment.domain.Results;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a decision was made by, in the shape in which it is kept. */
final class Evidence {
  private Evidence() {}

  /**
   * The numbers as they were read, at both levels, with what the rule made of them.
   *
   * @param levels the levels they were asked for at
   * @param promotion the answer at the promotion's level
   * @param rollBack the answer at the roll-back's level
   */
  static Map<String, Object> of(
      Levels levels, Results.Answer promotion, Results.Answer rollBack, Outcome outcome) {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("assessments", outcome.assessments().stream().map(Evidence::assessment).toList());
    evidence.put("promotion", reading(levels.promotion(), promotion));
    evidence.put("rollBack", reading(levels.rollBack(), rollBack));
    return evidence;
  }

  private static Map<String, Object> reading(double alpha, Results.Answer answer) {
    Map<String, Object> reading = new LinkedHashMap<>();
    reading.put("alpha", alpha);
    reading.put("results", answer.asRead());
    return reading;
  }

  private static Map<String, Object> assessment(Assessment assessment) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("variant", assessment.variant());
    entry.put("verdict", assessment.verdict().name().toLowerCase(Locale.ROOT));
    entry.put("reasons", assessment.reasons());
    return entry;
  }
}
