package io.holdfast.core.model.explicitmf;

import java.util.ArrayList;
import java.util.List;

/**
 * S samples of all that does not belong to a user: enough to fold in any user by each sample. A
 * point estimate is one sample. Not to be written to.
 *
 * @param vectors (q_i, b_i), float32 [items, S, D]
 * @param userPriors N(m_U, Λ_U⁻¹) of each sample
 * @param responses how ratings follow from vectors, by each sample
 */
@SuppressWarnings("ArrayRecordComponent") // Large arrays, never compared.
record ItemSamples(float[] vectors, List<GaussianPrior> userPriors, List<Response> responses) {

  /**
   * Checks that sizes fit and numbers are finite.
   *
   * @throws IllegalArgumentException if not
   */
  ItemSamples {
    userPriors = List.copyOf(userPriors);
    responses = List.copyOf(responses);
    if (userPriors.isEmpty() || userPriors.size() != responses.size()) {
      throw new IllegalArgumentException(
          userPriors.size() + " user priors but " + responses.size() + " responses");
    }
    int dimensions = responses.getFirst().dimensions();
    if (vectors.length % (userPriors.size() * dimensions) != 0) {
      throw new IllegalArgumentException(
          "%d numbers are not items of %d samples of %d"
              .formatted(vectors.length, userPriors.size(), dimensions));
    }
    requireFinite(vectors);
  }

  /** D. */
  int dimensions() {
    return responses.getFirst().dimensions();
  }

  /** K. */
  int aspects() {
    return responses.getFirst().aspects();
  }

  /** S. */
  int count() {
    return userPriors.size();
  }

  /** S · D, how many numbers an item has. */
  int stride() {
    return count() * dimensions();
  }

  /** Where the vector of an item in a sample begins. */
  int offset(int item, int sample) {
    return item * stride() + sample * dimensions();
  }

  /** How many items there are. */
  int items() {
    return vectors.length / stride();
  }

  /** One sample. */
  static ItemSamples single(float[] vectors, GaussianPrior userPrior, Response response) {
    return new ItemSamples(vectors, List.of(userPrior), List.of(response));
  }

  private static void requireFinite(float[] numbers) {
    for (float number : numbers) {
      if (!Float.isFinite(number)) {
        throw new IllegalArgumentException("a number of an item is not finite: " + number);
      }
    }
  }

  /** Collects samples as they are drawn. Not thread-safe. */
  static final class Collector {

    private final int items;
    private final int samples;
    private final int dimensions;
    private final float[] vectors;
    private final List<GaussianPrior> userPriors = new ArrayList<>();
    private final List<Response> responses = new ArrayList<>();

    /**
     * Room for {@code samples} samples.
     *
     * @throws IllegalArgumentException if they do not fit an array
     */
    Collector(int items, int samples, int dimensions) {
      long length = (long) items * samples * dimensions;
      if (length > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "%d samples of %d items of %d numbers do not fit an array; keep fewer samples"
                .formatted(samples, items, dimensions));
      }
      this.items = items;
      this.samples = samples;
      this.dimensions = dimensions;
      this.vectors = new float[(int) length];
    }

    /** Copies the state of {@code sampler}. */
    void add(GibbsSampler sampler) {
      int sample = userPriors.size();
      for (int item = 0; item < items; item++) {
        System.arraycopy(
            sampler.itemVectors(),
            item * dimensions,
            vectors,
            (item * samples + sample) * dimensions,
            dimensions);
      }
      responses.add(sampler.response());
      userPriors.add(sampler.userPrior());
    }

    /** What was collected. */
    ItemSamples build() {
      return new ItemSamples(vectors, userPriors, responses);
    }
  }
}
