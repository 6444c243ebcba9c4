package io.holdfast.metrics.domain;

import io.smallrye.mutiny.Multi;
import java.util.Map;

/** What is stored of one user. */
public interface PersonalRecords {

  /**
   * A row.
   *
   * @param table the table that it is of
   * @param row its columns but the user's number; experiments by their keys
   */
  record PersonalRecord(String table, Map<String, Object> row) {}

  /**
   * All rows of a user, table by table. The sets of users who were active on a day are not among
   * them: they say no more than the sessions. Nothing is read before it is asked for.
   */
  Multi<PersonalRecord> of(String userId);
}
