package io.holdfast.metrics.domain;

import io.holdfast.stickiness.session.Session;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** The users' sessions, and how many there were each day. */
public interface UserSessions {

  /**
   * By user number, the sessions that overlap the spans (both ends included), and with each the
   * others of its cluster. Users without any are absent.
   */
  Uni<Map<Long, List<Session>>> near(List<UserSpan> spans);

  /** Puts sessions in the place of others. */
  Uni<Void> replace(List<Change> changes);

  /**
   * What changes for one user.
   *
   * @param userNumber who
   * @param removed stored sessions to delete
   * @param added sessions to store
   */
  record Change(long userNumber, List<Session> removed, List<Session> added) {}
}
