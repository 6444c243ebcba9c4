package io.holdfast.core.model;

import java.util.List;
import java.util.SplittableRandom;

/** Which values of one parameter a search tries, and how likely each is. Immutable. */
public sealed interface SearchRange {

  /** The parameter's name. */
  String parameter();

  /** A value, drawn by {@code random}. */
  Object draw(SplittableRandom random);

  /**
   * Every real number between two bounds alike.
   *
   * @param parameter the parameter's name
   * @param min the lower bound
   * @param max the upper bound
   */
  record Uniform(String parameter, double min, double max) implements SearchRange {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if they are not in order
     */
    public Uniform {
      requireOrder(parameter, min < max);
    }

    @Override
    public Object draw(SplittableRandom random) {
      return random.nextDouble(min, max);
    }
  }

  /**
   * Every order of magnitude between two bounds alike: the logarithm is uniform.
   *
   * @param parameter the parameter's name
   * @param min the lower bound, above 0
   * @param max the upper bound
   */
  record LogUniform(String parameter, double min, double max) implements SearchRange {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if they are not positive and in order
     */
    public LogUniform {
      requireOrder(parameter, min > 0 && min < max);
    }

    @Override
    public Object draw(SplittableRandom random) {
      double drawn = Math.exp(random.nextDouble(Math.log(min), Math.log(max)));
      return Math.clamp(drawn, min, max);
    }
  }

  /**
   * Whole numbers between two bounds, both included, every order of magnitude alike.
   *
   * @param parameter the parameter's name
   * @param min the least value, at least 1
   * @param max the greatest value
   */
  record LogInteger(String parameter, int min, int max) implements SearchRange {
    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if they are not positive and in order
     */
    public LogInteger {
      requireOrder(parameter, min > 0 && min < max);
    }

    @Override
    public Object draw(SplittableRandom random) {
      double drawn = Math.exp(random.nextDouble(Math.log(min), Math.log(max + 1.0)));
      return Math.clamp((long) drawn, min, max);
    }
  }

  /**
   * Each of several values alike.
   *
   * @param parameter the parameter's name
   * @param values the values
   */
  record Choice(String parameter, List<Object> values) implements SearchRange {
    /**
     * Copies the values.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Choice {
      values = List.copyOf(values);
      requireOrder(parameter, !values.isEmpty());
    }

    /** These values alike. */
    public static Choice of(String parameter, Object... values) {
      return new Choice(parameter, List.of(values));
    }

    @Override
    public Object draw(SplittableRandom random) {
      return values.get(random.nextInt(values.size()));
    }
  }

  private static void requireOrder(String parameter, boolean inOrder) {
    if (!inOrder) {
      throw new IllegalArgumentException("the search range of " + parameter + " is empty");
    }
  }
}
