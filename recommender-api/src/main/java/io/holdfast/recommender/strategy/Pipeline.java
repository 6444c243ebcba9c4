package io.holdfast.recommender.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The stages of a list, in order: those before chance comes in, exploration if there is any, and
 * those after. Immutable and thread-safe.
 */
public final class Pipeline {
  /** Leaves lists as the model ranks them. */
  public static final Pipeline NONE = new Pipeline(List.of(), null, List.of(), false);

  /** Up to so many candidates times places, exact propensities take less than some milliseconds. */
  private static final int MOST_EXACT = 20_000;

  private final List<Step> before;
  private final Exploration exploration;
  private final List<Step> after;
  private final boolean mixed;

  Pipeline(List<Step> before, Exploration exploration, List<Step> after) {
    this(before, exploration, after, false);
  }

  private Pipeline(List<Step> before, Exploration exploration, List<Step> after, boolean mixed) {
    this.before = List.copyOf(before);
    this.exploration = exploration;
    this.after = List.copyOf(after);
    this.mixed = mixed;
  }

  /** A stage and its kind's name. */
  record Step(String kind, Stage stage) {}

  /** A stage that knows its request. */
  private record Prepared(String kind, UnaryOperator<List<Candidate>> stage) {}

  /** Whether it leaves lists as they are. */
  public boolean isEmpty() {
    return before.isEmpty() && exploration == null && after.isEmpty();
  }

  /** Those of its stages that hold for a list that is mixed from rankings. */
  public ListStages listStages() {
    return ListStages.among(
        Stream.concat(before.stream(), after.stream()).map(Step::stage).toList());
  }

  /**
   * What is done to each ranking before rankings are mixed: everything but what {@link
   * #listStages()} see to afterwards. What rests stays away here already, so that the other stages
   * work on what comes. The ranking is not cut, and has no propensities: those of its places are
   * not those of the list's.
   */
  public Pipeline ofRanking() {
    List<Step> orders =
        after.stream()
            .filter(step -> !(step.stage() instanceof CategoryCap))
            .filter(step -> !(step.stage() instanceof Promotions))
            .toList();
    return new Pipeline(before, exploration, orders, true);
  }

  /** How far back it matters what was shown to the user; zero if it does not. */
  public Duration memory() {
    return Stream.concat(before.stream(), after.stream())
        .map(step -> step.stage().memory())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /**
   * The list: at most the situation's limit of items, all different; so many if there are so many
   * candidates. All of them where it is {@link #ofRanking() to be mixed}.
   *
   * @param retrieved the candidates, best first, all different
   * @param trace takes down what each stage did; null if nobody asks
   */
  public List<Candidate> apply(List<Candidate> retrieved, Situation situation, StageTrace trace) {
    if (trace != null) {
      trace.begin();
    }
    Relevance scale = Relevance.over(retrieved);
    List<Candidate> pool = Relevance.changed(retrieved, candidate -> scale.of(candidate.score()));
    for (Step step : before) {
      Prepared stage = new Prepared(step.kind(), step.stage().on(pool, situation));
      pool = run(List.of(stage), pool, trace);
    }
    List<Prepared> rest = prepared(pool, situation);
    return exploration == null
        ? cut(run(rest, pool, trace), situation)
        : explored(pool, rest, situation, scale, trace);
  }

  private List<Prepared> prepared(List<Candidate> pool, Situation situation) {
    return after.stream()
        .map(step -> new Prepared(step.kind(), step.stage().on(pool, situation)))
        .toList();
  }

  private static List<Candidate> run(
      List<Prepared> stages, List<Candidate> candidates, StageTrace trace) {
    List<Candidate> list = candidates;
    for (Prepared prepared : stages) {
      List<Candidate> next = prepared.stage().apply(list);
      if (trace != null) {
        trace.note(prepared.kind(), list, next);
      }
      list = next;
    }
    return list;
  }

  private List<Candidate> cut(List<Candidate> list, Situation situation) {
    return mixed ? list : list.subList(0, Math.min(situation.limit(), list.size()));
  }

  private List<Candidate> explored(
      List<Candidate> pool,
      List<Prepared> rest,
      Situation situation,
      Relevance scale,
      StageTrace trace) {
    int places = Math.min(situation.limit(), pool.size());
    boolean exact =
        rest.isEmpty()
            && exploration.isSoftmax(situation)
            && (long) places * pool.size() <= MOST_EXACT;
    int samples = exact || mixed ? 1 : exploration.samples();
    Exploration.Draws draws = exploration.draws(pool, situation, scale, samples);
    List<Candidate> first = draws.order(0);
    if (trace != null) {
      trace.note(Exploration.KIND.name(), pool, first);
    }
    if (mixed) {
      return run(rest, first, trace);
    }
    if (exact) {
      return places == 0
          ? List.of()
          : Propensities.exact(asBefore(first, pool), places, exploration.temperature());
    }
    return Propensities.estimated(
        cut(run(rest, first, trace), situation),
        samples,
        draw -> cut(run(rest, draws.order(draw), null), situation));
  }

  /** The drawn order with the relevance that candidates had before the draw. */
  private static List<Candidate> asBefore(List<Candidate> drawn, List<Candidate> pool) {
    Map<String, Candidate> known = new HashMap<>();
    pool.forEach(candidate -> known.put(candidate.itemId(), candidate));
    List<Candidate> order = new ArrayList<>(drawn.size());
    drawn.forEach(candidate -> order.add(known.get(candidate.itemId())));
    return order;
  }
}
