package io.holdfast.recommender.people;

import java.util.Set;

/**
 * How users are treated.
 *
 * @param erasureConfirmedBy the consumers of the log that must confirm an erasure before the user's
 *     id goes from the log's last trace
 */
public record PeopleSettings(Set<String> erasureConfirmedBy) {
  public PeopleSettings {
    erasureConfirmedBy = Set.copyOf(erasureConfirmedBy);
  }
}
