package io.holdfast.core.model.als;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the cells of the matrix weigh in the objective; see {@link AlsObjective}. Both make the
 * normal equations of a row
 *
 * <pre>
 * (g·HᵀH + Σ_{i∈I} aᵢ hᵢhᵢᵀ + ridge·1) w = Σ_{i∈I} (aᵢ + base) hᵢ
 * </pre>
 *
 * with aᵢ what an observed cell weighs beyond the g that every cell has.
 */
enum Weighting {
  /** Rendle et al. 2022: g = α₀, aᵢ the weight of the interaction, base 0. */
  IALS(0),

  /** Hu, Koren and Volinsky 2008: g = 1, aᵢ = αrᵢ, base 1. */
  HKV(1);

  private final float base;

  Weighting(float base) {
    this.base = base;
  }

  /** How much more than aᵢ the right-hand side weighs hᵢ. */
  float base() {
    return base;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Weighting::label).toList();
  }

  static Weighting labelled(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
