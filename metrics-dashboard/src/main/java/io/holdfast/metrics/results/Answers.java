package io.holdfast.metrics.results;

import io.holdfast.metrics.domain.Figures;
import io.holdfast.metrics.domain.Figures.Version;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Answers that are computed once for as long as the figures stay what they are. What the figures
 * are follows from the log's events that were read and the days that were evaluated, so each
 * question costs one look at how far both have come. Askers of the same question at the same time
 * share one computation. Thread-safe.
 *
 * @param <A> an answer
 */
public final class Answers<A> {

  private final Figures figures;
  private final Now now;
  private final Map<Object, Answer<A>> answers;

  /**
   * An answer and what it was made of.
   *
   * @param state names the state of the figures; equal states give equal answers
   * @param value the answer
   */
  public record Answer<A>(String state, Uni<A> value) {}

  /**
   * None yet.
   *
   * @param most how many answers are kept; those not asked for the longest go first
   */
  public Answers(Figures figures, Now now, int most) {
    this.figures = figures;
    this.now = now;
    this.answers =
        Collections.synchronizedMap(
            new LinkedHashMap<>(16, 0.75f, true) {
              private static final long serialVersionUID = 1;

              @Override
              protected boolean removeEldestEntry(Map.Entry<Object, Answer<A>> eldest) {
                return size() > most;
              }
            });
  }

  /**
   * The answer to a question.
   *
   * @param question with equals and hashCode
   * @param compute makes the answer; a failure is not kept
   */
  public Uni<Answer<A>> to(Object question, Supplier<Uni<A>> compute) {
    return figures.version().map(version -> to(question, state(version), compute));
  }

  private Answer<A> to(Object question, String state, Supplier<Uni<A>> compute) {
    return answers.compute(
        question,
        (_, known) ->
            known != null && known.state().equals(state)
                ? known
                : new Answer<>(
                    state,
                    compute
                        .get()
                        .onFailure()
                        .invoke(() -> answers.remove(question))
                        .memoize()
                        .indefinitely()));
  }

  /** In wall time the watermark moves by itself: an answer is used for a minute at most. */
  private String state(Version version) {
    Instant watermark = now.watermark(version.standing());
    return "%d-%s-%s"
        .formatted(
            version.position(),
            version.standing().evaluatedThrough(),
            watermark == null ? null : watermark.truncatedTo(ChronoUnit.MINUTES));
  }
}
