package io.holdfast.service.user;

/**
 * A user's id at the edge. As a parameter of an endpoint it is made by {@link UserIds}, so that an
 * endpoint cannot forget it.
 *
 * @param told what the client calls the user: for answers, and for nothing else
 * @param stored what the user is called behind the edge: for everything else
 */
public record UserId(String told, String stored) {
  /** The pseudonym, so that no message says more. */
  @Override
  public String toString() {
    return stored;
  }
}
