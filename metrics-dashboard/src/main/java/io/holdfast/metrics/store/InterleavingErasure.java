package io.holdfast.metrics.store;

import java.util.List;

/** What takes one user out of everything about interleaving. */
final class InterleavingErasure {

  /** To be run with the user's number. */
  static final List<String> SUBTRACTIONS =
      List.of(
          """
          UPDATE interleaving_rollup r
          SET users = r.users - 1,
            wins = r.wins - (u.challenger_credits > u.control_credits)::int,
            losses = r.losses - (u.challenger_credits < u.control_credits)::int,
            ties = r.ties
              - (u.challenger_credits = u.control_credits AND u.control_credits > 0)::int,
            lists = r.lists - u.lists,
            control_credits = r.control_credits - u.control_credits,
            challenger_credits = r.challenger_credits - u.challenger_credits
          FROM interleaving_user u
          WHERE u.user_number = $1 AND u.frozen_at IS NOT NULL
            AND r.experiment_number = u.experiment_number
          """,
          "DELETE FROM interleaved_list WHERE user_number = $1",
          "DELETE FROM interleaving_claim WHERE user_number = $1",
          "DELETE FROM interleaving_user WHERE user_number = $1");

  /** To be run afterwards. */
  static final List<String> EMPTIED = List.of("DELETE FROM interleaving_rollup WHERE users = 0");

  private InterleavingErasure() {}
}
