package io.holdfast.recommender.strategy;

import io.holdfast.core.model.ScorePosterior;
import io.holdfast.recommender.strategy.StageParameter.Choice;
import io.holdfast.recommender.strategy.StageParameter.Real;
import io.holdfast.recommender.strategy.StageParameter.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Leaves part of the order to chance, so that items are tried of which the model is not sure, and
 * what they bring is learned.
 *
 * <p><b>Thompson sampling</b> (Thompson 1933; Chapelle and Li 2011, "An empirical evaluation of
 * Thompson sampling", NIPS): one draw δ from the posterior distribution of the scores, see {@link
 * ScorePosterior}, is added to them, and the list is ordered as if the draw were the truth. What
 * earlier stages multiplied the relevance by holds for the draw too: r' = r + (r / r₀) · a · δ,
 * with r₀ the relevance before any stage and a the {@link Relevance#slope}.
 *
 * <p><b>Softmax</b>, for models that do not know how sure they are: the order is drawn from the
 * model of Plackett (1975) and Luce (1959) with weights e^(r/T), each place going to one of the
 * candidates left in proportion to its weight. It is what sorting by r/T plus independent Gumbel
 * noise gives (Yellott 1977), so r' = r + T · g with g = −ln(−ln u).
 *
 * @param method how
 * @param noise σ, the standard deviation of an observation of weight 1
 * @param temperature T
 * @param samples M, the orders that propensities are estimated from, the one that is served among
 *     them
 */
record Exploration(Method method, double noise, double temperature, int samples)
    implements StageKind.Made {
  private static final String METHOD = "method";
  private static final String NOISE = "noise";
  private static final String TEMPERATURE = "temperature";
  private static final String SAMPLES = "samples";
  private static final String THOMPSON = "thompson";
  private static final String SOFTMAX = "softmax";

  /** How chance comes in. */
  enum Method {
    /** From the model's uncertainty; softmax where the model does not tell it. */
    THOMPSON,
    /** In proportion to exponential weights. */
    SOFTMAX
  }

  static final StageKind<Exploration> KIND =
      StageKind.once(
          "exploration",
          "Leaves part of the order to chance, and logs with which probability.",
          Phase.EXPLORE,
          List.of(
              new Choice(
                  METHOD,
                  "From the model's uncertainty (als; softmax for models that do not tell theirs),"
                      + " or by softmax.",
                  THOMPSON,
                  List.of(THOMPSON, SOFTMAX)),
              new Real(
                  NOISE,
                  "thompson: the standard deviation of an observation of weight 1; more explores"
                      + " more.",
                  0.5,
                  1e-6,
                  100),
              new Real(
                  TEMPERATURE,
                  "softmax: the difference in relevance that makes e times as likely; more explores"
                      + " more.",
                  0.05,
                  0.001,
                  100),
              new Whole(
                  SAMPLES,
                  "Orders that propensities are estimated from, where they must be.",
                  100,
                  2,
                  1000)),
          given ->
              new Exploration(
                  given.text(METHOD).equals(THOMPSON) ? Method.THOMPSON : Method.SOFTMAX,
                  given.real(NOISE),
                  given.real(TEMPERATURE),
                  given.whole(SAMPLES)));

  /**
   * Some orders of a pool, drawn independently of each other.
   *
   * @param pool the candidates
   * @param relevance float64 [draws, pool]: the relevance of each in each draw
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Draws(List<Candidate> pool, double[][] relevance) {
    List<Candidate> order(int draw) {
      List<Candidate> drawn = new ArrayList<>(pool.size());
      for (int at = 0; at < pool.size(); at++) {
        drawn.add(pool.get(at).withRelevance(relevance[draw][at]));
      }
      return Relevance.sorted(drawn);
    }
  }

  /** Whether the weights of softmax are what orders by this model are drawn by. */
  boolean isSoftmax(Situation situation) {
    return method == Method.SOFTMAX || !(situation.model() instanceof ScorePosterior);
  }

  /**
   * Draws orders, the first of which does not depend on how many there are.
   *
   * @param scale the relevance of scores before any stage
   */
  Draws draws(List<Candidate> pool, Situation situation, Relevance scale, int count) {
    Random random = new Random(situation.seed());
    double[][] relevance = new double[count][pool.size()];
    if (!isSoftmax(situation) && situation.model() instanceof ScorePosterior posterior) {
      addDeviations(pool, situation, posterior, scale, random, relevance);
    } else {
      for (double[] draw : relevance) {
        for (int at = 0; at < draw.length; at++) {
          double uniform = 1 - random.nextDouble();
          draw[at] = pool.get(at).relevance() - temperature * Math.log(-Math.log(uniform));
        }
      }
    }
    return new Draws(pool, relevance);
  }

  private void addDeviations(
      List<Candidate> pool,
      Situation situation,
      ScorePosterior posterior,
      Relevance scale,
      Random random,
      double[][] relevance) {
    int[] items =
        pool.stream().mapToInt(Candidate::item).filter(item -> item != Candidate.UNKNOWN).toArray();
    float[] deviations =
        posterior.deviations(situation.history(), items, noise, relevance.length, random);
    for (int draw = 0; draw < relevance.length; draw++) {
      int next = draw * items.length;
      for (int at = 0; at < pool.size(); at++) {
        Candidate candidate = pool.get(at);
        double deviation = candidate.item() == Candidate.UNKNOWN ? 0 : deviations[next++];
        double factor = candidate.relevance() / scale.of(candidate.score());
        relevance[draw][at] = candidate.relevance() + factor * scale.slope() * deviation;
      }
    }
  }
}
