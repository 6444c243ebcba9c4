package io.holdfast.metrics.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * Which of two interleaved rankings users prefer. It prunes: nothing is promoted by it.
 *
 * @param key the experiment's key
 * @param revision its revision
 * @param watermark up to when activity is taken to be known; null before any time was told
 * @param evaluatedThrough the last watermark day that entered the figures; null before the first
 * @param creditTypes the types of interaction that earn credit
 * @param attributionHours how long after a list was served
 * @param days the days of lists that count, from a user's first mixed list on
 * @param users users whose preference is final
 * @param awaited users whose preference is not final yet; in none of the other numbers
 * @param withoutCredit users who gave neither ranking credit and say nothing
 * @param lists mixed lists of the users that count
 * @param control the control's ranking
 * @param challenger the challenger's ranking
 * @param ties users who gave both rankings the same credit
 * @param preference by how much users prefer the challenger
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record InterleavingResults(
    String key,
    int revision,
    Instant watermark,
    Instant evaluatedThrough,
    List<String> creditTypes,
    int attributionHours,
    int days,
    long users,
    long awaited,
    long withoutCredit,
    long lists,
    Ranking control,
    Ranking challenger,
    long ties,
    Preference preference) {

  /**
   * One of the rankings.
   *
   * @param name the variant
   * @param preferredBy users who gave it more credit than the other
   * @param credits all credit that it earned
   */
  public record Ranking(String name, long preferredBy, long credits) {}

  /**
   * The preference; what cannot be told is null.
   *
   * @param status {@code estimate} or {@code inconclusive}
   * @param reason why it is inconclusive; null if it is not
   * @param value the share of users who prefer the challenger, ties counting half, less ½: above 0
   *     if the challenger is preferred, at most ½
   * @param standardError its standard error, clustered by user
   * @param interval fixed-horizon: for one planned look
   * @param p two-sided, fixed-horizon
   * @param alwaysValidInterval right however often one looks
   * @param alwaysValidP right however often one looks
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Preference(
      String status,
      String reason,
      Double value,
      Double standardError,
      List<Double> interval,
      Double p,
      List<Double> alwaysValidInterval,
      Double alwaysValidP) {}
}
