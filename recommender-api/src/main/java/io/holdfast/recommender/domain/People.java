package io.holdfast.recommender.domain;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The users, their attributes and their right to be forgotten. Thread-safe. */
public interface People {

  /**
   * Replaces a user's attributes; the change and {@code UserChanged} commit together.
   *
   * @return the user; empty if the user was erased and no admin has lifted it, and nothing changed
   */
  Uni<Optional<Person>> put(String userId, Map<String, Object> attributes, Instant at);

  /** What is declared of the user; empty if nothing is. */
  Uni<Optional<Person>> find(String userId);

  /**
   * A part of everything that the log holds of a user, in the order of the log.
   *
   * @param after the last position already seen, 0 for the beginning
   * @param limit at most so many
   */
  Uni<List<Entry>> entries(String userId, long after, int limit);

  /**
   * Everything that is stored of the user, as of one moment: kind {@code Profile} if something was
   * declared, {@code FirstExposure}s, and what the log holds, in its order. Nothing is read before
   * it is asked for.
   */
  Multi<Entry> everything(String userId);

  /**
   * Forgets the user in one transaction: own rows and log rows go, a tombstone and {@code
   * UserErased} come.
   *
   * @return the erasure's id
   */
  Uni<Erasure> erase(String userId, Instant at);

  /** Lets an erased user's new events in again; false if the user was not erased. */
  Uni<Boolean> liftErasure(String userId);

  /**
   * Something that is stored of a user.
   *
   * @param position its place in the log; not positive for what is kept beside it
   * @param kind the kind of event, {@code Profile} or {@code FirstExposure}
   * @param event its fields
   */
  record Entry(long position, String kind, Map<String, Object> event) {

    /** The same under another id of the user. */
    public Entry withUserId(String id) {
      Map<String, Object> fields = new LinkedHashMap<>(event);
      fields.replace("userId", id);
      return new Entry(position, kind, fields);
    }
  }

  /**
   * What an erasure did.
   *
   * @param erasureId the id of {@code UserErased}
   * @param removedEvents events of the log that are gone
   */
  record Erasure(UUID erasureId, long removedEvents) {}
}
