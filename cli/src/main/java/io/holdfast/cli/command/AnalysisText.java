package io.holdfast.cli.command;

import io.holdfast.cli.analysis.Analysis;
import io.holdfast.cli.analysis.Analysis.Arm;
import io.holdfast.cli.analysis.Analysis.Cap;
import io.holdfast.cli.analysis.Analysis.Cuped;
import io.holdfast.cli.analysis.Analysis.Difference;
import io.holdfast.cli.analysis.Analysis.Metric;
import io.holdfast.cli.analysis.Analysis.Share;
import io.holdfast.cli.analysis.Analysis.Srm;
import io.holdfast.cli.analysis.Analysis.Variant;
import io.holdfast.cli.analysis.Analysis.Winsorized;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An analysis for people: warnings first, then the split, then each metric with its verdict. */
final class AnalysisText {
  private final Console console;

  AnalysisText(Console console) {
    this.console = console;
  }

  /**
   * Prints it.
   *
   * @param planned whether N* was given, not assumed
   */
  void print(Analysis analysis, boolean planned) {
    warn(analysis);
    split(analysis);
    for (Metric metric : analysis.metrics()) {
      console.print("");
      console.print(metric.probability() == null ? "%s (%s)" : "%s", label(metric), metric.kind());
      winsorized(metric.winsorized());
      arm(metric.control());
      for (Variant variant : metric.variants()) {
        variant(metric, variant, analysis);
      }
    }
    console.print("");
    console.print(
        "Intervals are 95 %%. [fixed] is right for one look that was planned beforehand; looking at"
            + " it every day finds a");
    console.print(
        "difference where there is none about one time in four. [always valid] may be looked at as"
            + " often as one likes;");
    console.print(
        planned
            ? "it is tightest at the %,d units that were planned."
            : "it is tightest at N* = %,d units, which is assumed: give --planned N for your own.",
        analysis.plannedUsers());
  }

  /**
   * Tells of each variant with fewer than two units.
   *
   * @return whether nothing could be compared for that reason
   */
  boolean tellOfTooFewUnits(Analysis analysis) {
    Map<String, Long> small = new TreeMap<>();
    for (Share share : analysis.srm().variants()) {
      if (share.n() < 2) {
        small.put(share.name(), share.n());
      }
    }
    small.forEach(
        (name, units) ->
            console.tell(
                "variant %s has %s: how much units differ, and so any error, takes two or more",
                name, units == 1 ? "one unit" : "no unit"));
    return small.containsKey(analysis.metrics().getFirst().control().name())
        || small.size() >= analysis.srm().variants().size() - 1;
  }

  private void warn(Analysis analysis) {
    Srm srm = analysis.srm();
    if (Boolean.FALSE.equals(srm.healthy())) {
      console.print(
          "WARNING: sample ratio mismatch (p = %s). The variants did not get the units that their"
              + " weights say,",
          p(srm.p()));
      console.print(
          "so the groups differ by more than the treatment, and nothing is compared: find the cause.");
    }
    if (analysis.droppedUnits() > 0) {
      console.print(
          "%s: %,d of %,d units were seen in more than one variant and were dropped.",
          analysis.untrustworthy().contains(Analysis.SWITCHERS) ? "WARNING" : "Note",
          analysis.droppedUnits(),
          analysis.units() + analysis.droppedUnits());
    }
    if (!analysis.untrustworthy().isEmpty()) {
      console.print("");
    }
  }

  private void split(Analysis analysis) {
    console.print("%,d rows, %,d units", analysis.rows(), analysis.units());
    for (Share share : analysis.srm().variants()) {
      console.print(
          "  %-20s %,12d units  %5.1f %%, expected %.1f %%",
          share.name(),
          share.n(),
          100.0 * share.n() / Math.max(1, analysis.units()),
          100 * share.expected());
    }
    Srm srm = analysis.srm();
    if (srm.healthy() == null) {
      console.print("  the split cannot be tested");
    } else {
      console.print(
          "  the split is %s: χ² = %s, p = %s",
          srm.healthy() ? "sound" : "broken",
          srm.chiSquare() == null ? "∞" : number(srm.chiSquare()),
          p(srm.p()));
    }
  }

  private static String label(Metric metric) {
    if (metric.probability() != null) {
      return "the %s quantile of %s".formatted(metric.probability(), metric.name());
    }
    return metric.denominator() == null
        ? metric.name()
        : metric.name() + " / " + metric.denominator();
  }

  private void arm(Arm control) {
    console.print(
        "  %-20s %,12d units  %s",
        control.name(), control.n(), control.value() == null ? "–" : number(control.value()));
  }

  private void variant(Metric metric, Variant variant, Analysis analysis) {
    arm(new Arm(variant.name(), variant.n(), variant.value()));
    if (variant.status().equals(Analysis.INCONCLUSIVE)) {
      console.print("    inconclusive: %s", variant.reason());
      return;
    }
    Difference difference = variant.comparison();
    console.print(
        "    difference %s%s, standard error %s",
        signed(difference.difference()),
        difference.relativeLift() == null
            ? ""
            : String.format(
                Locale.ROOT,
                " (%+.1f %%, %s)",
                100 * difference.relativeLift(),
                percent(difference.relativeLiftInterval())),
        number(difference.standardError()));
    console.print(
        "    [fixed] %s, p = %s   [always valid] %s",
        interval(difference.interval()),
        p(difference.p()),
        difference.alwaysValidInterval() == null
            ? "–"
            : interval(difference.alwaysValidInterval()));
    if (tests(analysis) > 1) {
      console.print(
          "    p among %d tests: %s (Holm), %s (Benjamini–Hochberg)",
          tests(analysis),
          p(difference.adjustedP().holm()),
          p(difference.adjustedP().benjaminiHochberg()));
    }
    if (difference.chanceToBeatControl() != null) {
      console.print(
          "    chance to beat the control, if more is better: %.1f %%",
          100 * difference.chanceToBeatControl());
    }
    cuped(variant.cuped());
    console.print("    => %s", verdict(metric, variant, !analysis.untrustworthy().isEmpty()));
  }

  private static long tests(Analysis analysis) {
    return analysis.metrics().stream()
        .flatMap(metric -> metric.variants().stream())
        .filter(variant -> variant.comparison().p() != null)
        .count();
  }

  private void winsorized(Winsorized winsorized) {
    if (winsorized != null) {
      console.print(
          "  winsorized at the %s quantile: %s%s",
          winsorized.probability(),
          cap("values", winsorized.values()),
          winsorized.denominators() == null
              ? ""
              : "; " + cap("denominators", winsorized.denominators()));
    }
  }

  private static String cap(String what, Cap cap) {
    return String.format(
        Locale.ROOT, "%s of %,d units taken to be %s", what, cap.units(), number(cap.at()));
  }

  private void cuped(Cuped cuped) {
    if (cuped != null) {
      console.print(
          "    with the covariate (CUPED) %s, standard error %s, [fixed] %s, %.0f %% less variance",
          signed(cuped.difference()),
          number(cuped.standardError()),
          interval(cuped.interval()),
          100 * cuped.varianceReduction());
    }
  }

  private static String verdict(Metric metric, Variant variant, boolean untrustworthy) {
    Difference comparison = variant.comparison();
    String difference =
        "%s is %s in %s than in %s"
            .formatted(
                label(metric),
                comparison.difference() > 0 ? "higher" : "lower",
                variant.name(),
                metric.control().name());
    String found = "no difference is shown: the truth may be anything in the interval";
    if (comparison.alwaysValidInterval() != null
        && leavesOutZero(comparison.alwaysValidInterval())) {
      found = difference + ", however often one looked";
    } else if (leavesOutZero(comparison.interval())) {
      found = difference + " if this is the one planned look; not shown if one looked before";
    }
    return untrustworthy ? "not to be trusted (see the warning): " + found : found;
  }

  private static boolean leavesOutZero(List<Double> interval) {
    return interval.getFirst() > 0 || interval.getLast() < 0;
  }

  private static String interval(List<Double> bounds) {
    return "[" + signed(bounds.getFirst()) + ", " + signed(bounds.getLast()) + "]";
  }

  private static String percent(List<Double> bounds) {
    return String.format(
        Locale.ROOT, "[%+.1f %%, %+.1f %%]", 100 * bounds.getFirst(), 100 * bounds.getLast());
  }

  private static String signed(double value) {
    return value < 0 ? number(value) : "+" + number(value);
  }

  private static String p(double value) {
    return value < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", value);
  }

  /** Four significant digits, without an exponent where one can do without. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size < 1e-4 || size >= 1e7) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    int decimals = Math.clamp(3 - (int) Math.floor(Math.log10(size)), 0, 7);
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
