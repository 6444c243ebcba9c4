package io.holdfast.recommender.rest;

import io.holdfast.contracts.event.Bounds;
import io.holdfast.contracts.problem.ProblemException;
import io.holdfast.service.user.UserId;
import java.util.List;
import java.util.Set;

/** What text may be: PostgreSQL stores neither NUL nor half a surrogate pair. */
final class Texts {
  private Texts() {}

  static boolean isStorable(String text) {
    return Bounds.isStorable(text);
  }

  /**
   * An id out of a path or query.
   *
   * @throws ProblemException if it is none
   */
  static String requireId(String field, String id) {
    if (id == null || id.isBlank() || id.length() > Bounds.ID_LENGTH || !isStorable(id)) {
      throw ProblemException.invalid(
          field, "must have 1 to " + Bounds.ID_LENGTH + " characters and not be blank");
    }
    return id;
  }

  /**
   * Some ids out of a query, at most {@code most}.
   *
   * @throws ProblemException if one is none, or there are more
   */
  static Set<String> requireIds(String field, List<String> ids, int most) {
    requireRange(field, ids.size(), 0, most);
    ids.forEach(id -> requireId(field, id));
    return Set.copyOf(ids);
  }

  /**
   * A user's id out of a path or query.
   *
   * @throws ProblemException if it is none
   */
  static UserId requireId(String field, UserId id) {
    requireId(field, id.told());
    return id;
  }

  /**
   * A number out of a query.
   *
   * @throws ProblemException if it is outside the bounds
   */
  static int requireRange(String field, int number, int least, int most) {
    if (number < least || number > most) {
      throw ProblemException.invalid(field, "must lie between " + least + " and " + most);
    }
    return number;
  }
}
