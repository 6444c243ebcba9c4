package io.holdfast.metrics.domain;

import io.holdfast.metrics.domain.Outcomes.Interval;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * What was known of each user before the first exposure: nothing that the variant can have changed.
 *
 * <p>Segments are the declared attributes (the exposure's context, and under it what {@code
 * UserChanged} had told by then) and {@link #VISITOR}. Covariates are the active days and the
 * session seconds of the {@link #COVARIATE_DAYS} days that end at the first exposure; a user who
 * was never active on a day before it has none.
 */
public interface Profiles {

  /** The segment of every experiment: {@code new}, or {@code returning} from an earlier day. */
  String VISITOR = "visitor";

  /** The value of users who come after an attribute's values have become too many. */
  String OTHER = "other";

  /** The value of users of whom an attribute is not known. */
  String UNKNOWN = "unknown";

  /** Days before the first exposure that covariates look at. */
  int COVARIATE_DAYS = 14;

  /** Attributes of an experiment that are kept, by name; further ones are left out. */
  int MOST_ATTRIBUTES = 16;

  /** Values of an attribute that are kept apart; further ones count as {@link #OTHER}. */
  int MOST_VALUES = 32;

  /** Characters of a value that are kept. */
  int VALUE_LENGTH = 64;

  /**
   * Takes the profile of each user whose first day after exposure has elapsed since the last
   * evaluation, and counts the segments' users.
   *
   * @param evaluation the last one and the one that is made now
   * @param sessionGap silence that ends a session: one that is open at the exposure is no
   *     covariate, because how long it lasts is known only later
   */
  Uni<Void> take(Interval evaluation, Duration sessionGap);
}
