package io.holdfast.core.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What the quality gate said about a model when it was trained.
 *
 * @param status the outcome
 * @param metric the metric that was compared
 * @param baseline the kind that it was compared with
 * @param users how many users were compared; 0 if none were
 * @param difference mean of (model − baseline) over users; null if nothing was compared
 * @param interval its 95 % interval; null if nothing was compared
 * @param explanation one sentence for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GateResult(
    Status status,
    String metric,
    String baseline,
    int users,
    @Nullable Double difference,
    @Nullable Interval interval,
    String explanation) {

  /** The outcomes of the gate. */
  public enum Status {
    /** Not significantly worse than the baseline. */
    @JsonProperty("passed")
    PASSED,
    /** Let through although the evidence is thin; the explanation says why. */
    @JsonProperty("passed-with-warning")
    PASSED_WITH_WARNING,
    /** Significantly worse than the baseline. */
    @JsonProperty("failed")
    FAILED,
    /** The baseline itself, or a model that does not rank. */
    @JsonProperty("exempt")
    EXEMPT
  }
}
