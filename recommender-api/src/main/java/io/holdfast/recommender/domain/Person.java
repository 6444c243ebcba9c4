package io.holdfast.recommender.domain;

import io.holdfast.contracts.event.UserChanged;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A user as told by {@code PUT /v1/users/{id}}.
 *
 * @param userId who
 * @param revision grows by one with each change
 * @param attributes declared attributes: text, numbers, booleans, lists of text
 * @param changedAt when they changed last
 */
public record Person(
    String userId, long revision, Map<String, Object> attributes, Instant changedAt) {

  /** The same under another id. */
  public Person withUserId(String id) {
    return new Person(id, revision, attributes, changedAt);
  }

  /** The event that tells of this state. */
  public UserChanged toEvent() {
    return new UserChanged(UUID.randomUUID(), revision, userId, attributes, changedAt);
  }
}
