package io.holdfast.contracts.event;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * By which evidence an experiment is decided, as data.
 *
 * @param successMetric the metric that must improve, e.g. {@code retention-day-7}
 * @param guardrails metrics that must not get worse by more than their margin
 * @param alpha the error rate that the decision may have, e.g. 0.05
 * @param minimumUsers matured users, all variants together, before anything is decided
 * @param minimumDays days since the start before anything is decided
 * @param mode whether a decision is applied by itself or waits for a person
 */
public record DecisionPolicy(
    String successMetric,
    List<Guardrail> guardrails,
    double alpha,
    int minimumUsers,
    int minimumDays,
    Mode mode) {

  /** How a decision takes effect. */
  public enum Mode {
    AUTOMATIC,
    APPROVAL;

    /** The name on the wire: lower case. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A metric that must not get worse.
   *
   * @param metric its id
   * @param margin the loss that is still accepted, in the metric's own unit, above 0
   */
  public record Guardrail(String metric, double margin) {
    public Guardrail {
      Bounds.id("guardrail", metric);
      Bounds.finite("margin", margin);
    }
  }

  public DecisionPolicy {
    Bounds.id("successMetric", successMetric);
    guardrails = Bounds.list(guardrails);
    Bounds.finite("alpha", alpha);
    Objects.requireNonNull(mode, "mode");
  }
}
