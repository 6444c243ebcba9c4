package io.holdfast.metrics.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * An experiment as the log told it last, and how it stands.
 *
 * @param key its key
 * @param name what people call it
 * @param state draft, running, paused, stopped or archived
 * @param revision its revision
 * @param scenario where it runs
 * @param control the control's name
 * @param variants the arms
 * @param successMetric what must improve
 * @param alpha the error rate of its decision
 * @param plannedUsers N*
 * @param minimumUsers matured users before anything is decided
 * @param minimumDays days before anything is decided
 * @param startedAt when it was started; null before
 * @param stoppedAt when it was stopped; null before
 * @param exposed users exposed so far
 * @param lastDecision the last decision; null before the first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ExperimentSummary(
    String key,
    String name,
    String state,
    int revision,
    String scenario,
    String control,
    List<Variant> variants,
    String successMetric,
    double alpha,
    int plannedUsers,
    int minimumUsers,
    int minimumDays,
    Instant startedAt,
    Instant stoppedAt,
    long exposed,
    LastDecision lastDecision) {

  /**
   * An arm.
   *
   * @param name its name
   * @param weight its share
   * @param model the model it is pinned to; null while it is not
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Variant(String name, double weight, String model) {}

  /**
   * A decision.
   *
   * @param action promote, roll-back or keep-running
   * @param model the model that is to serve
   * @param reasons why
   * @param watermark up to when the evidence reached
   * @param decidedAt when
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record LastDecision(
      String action, String model, List<String> reasons, Instant watermark, Instant decidedAt) {}
}
