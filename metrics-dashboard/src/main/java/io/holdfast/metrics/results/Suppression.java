package io.holdfast.metrics.results;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which values of an attribute to withhold on one figure, so that none of the cells of few users
 * can be read or computed from the others and the known total.
 *
 * <p>A value is withheld if any variant has at least one but fewer than the minimum of users in it.
 * Total minus what is shown tells the sum of what is withheld; so, while in some variant this sum
 * is of some but fewer users than the minimum, the shown value with the fewest users is withheld
 * too: complementary suppression, Willenborg and de Waal, "Elements of Statistical Disclosure
 * Control" (2001), chapter 4. What remains computable is always of no user or of at least the
 * minimum.
 *
 * @param minimum the fewest users that may be shown
 */
record Suppression(long minimum) {

  /**
   * The values to withhold.
   *
   * @param users by value and variant
   */
  Set<String> withheld(Map<String, Map<String, Long>> users) {
    Set<String> withheld = new HashSet<>();
    users.forEach(
        (value, variants) -> {
          if (variants.values().stream().anyMatch(this::isFew)) {
            withheld.add(value);
          }
        });
    List<String> bySize =
        users.keySet().stream()
            .filter(value -> !withheld.contains(value))
            .sorted(
                Comparator.<String>comparingLong(value -> sum(users.get(value).values()))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    for (String next : bySize) {
      if (!isComputableOfFew(users, withheld)) {
        return withheld;
      }
      withheld.add(next);
    }
    return withheld;
  }

  private boolean isComputableOfFew(Map<String, Map<String, Long>> users, Set<String> withheld) {
    Set<String> variants = new HashSet<>();
    withheld.forEach(value -> variants.addAll(users.get(value).keySet()));
    return variants.stream()
        .anyMatch(
            variant ->
                isFew(
                    withheld.stream()
                        .mapToLong(value -> users.get(value).getOrDefault(variant, 0L))
                        .sum()));
  }

  private boolean isFew(long users) {
    return users > 0 && users < minimum;
  }

  private static long sum(Collection<Long> users) {
    return users.stream().mapToLong(Long::longValue).sum();
  }
}
