package io.holdfast.core.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The texts of an attribute and their codes, from 1; the moment of those that are one. Texts stay
 * when no item has them any more. Thread-safe.
 */
final class Dictionary {
  private static final int SHORTEST_MOMENT = "2026-11-01T00:00Z".length();

  private final Map<String, Integer> codes = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private final List<Double> moments = new ArrayList<>();

  /** The codes of those texts, made where there are none yet. */
  synchronized int[] codes(List<String> wanted) {
    int[] found = new int[wanted.size()];
    for (int k = 0; k < found.length; k++) {
      found[k] = codes.computeIfAbsent(wanted.get(k), this::add);
    }
    return found;
  }

  private int add(String text) {
    texts.add(text);
    moments.add(moment(text));
    return texts.size();
  }

  /** Which codes are of one of those texts. */
  synchronized boolean[] among(Iterable<String> wanted) {
    boolean[] among = none();
    for (String text : wanted) {
      among[codes.getOrDefault(text, 0)] = true;
    }
    among[0] = false;
    return among;
  }

  /** Which codes are of such a text. */
  synchronized boolean[] such(Predicate<String> test) {
    boolean[] such = none();
    for (int k = 0; k < texts.size(); k++) {
      such[k + 1] = test.test(texts.get(k));
    }
    return such;
  }

  /** Which codes are of a moment in [least, most], in microseconds since 1970. */
  synchronized boolean[] between(double least, double most) {
    boolean[] between = none();
    for (int k = 0; k < moments.size(); k++) {
      between[k + 1] = moments.get(k) >= least && moments.get(k) <= most;
    }
    return between;
  }

  /** Tells the period of all moments, each less {@code shift}. */
  synchronized void tell(Period period, double shift) {
    moments.forEach(moment -> period.endsAt(moment - shift));
  }

  /** Every code. */
  synchronized boolean[] every() {
    boolean[] every = none();
    Arrays.fill(every, 1, every.length, true);
    return every;
  }

  private boolean[] none() {
    return new boolean[texts.size() + 1];
  }

  /** In microseconds since 1970; no number if the text is no moment. */
  private static double moment(String text) {
    if (text.length() < SHORTEST_MOMENT || text.charAt(4) != '-' || !text.endsWith("Z")) {
      return NumberColumn.NONE;
    }
    try {
      return Period.micros(Instant.parse(text));
    } catch (DateTimeException e) {
      return NumberColumn.NONE;
    }
  }
}
