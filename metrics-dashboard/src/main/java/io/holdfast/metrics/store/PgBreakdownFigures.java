package io.holdfast.metrics.store;

import io.holdfast.metrics.domain.BreakdownFigures;
import io.holdfast.metrics.domain.ExperimentMetrics;
import io.holdfast.metrics.domain.Profiles;
import io.holdfast.stickiness.statistics.CovariateMoments;
import io.holdfast.stickiness.statistics.MetricKind;
import io.holdfast.stickiness.statistics.MultivariateMoments;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** The breakdowns' rollups as the API reads them. */
record PgBreakdownFigures(Statements statements) implements BreakdownFigures {

  /** Columns of {@link #COVARIATES} after the key: of users with covariates, then of the others. */
  private static final int KNOWN = 3;

  private static final int MISSING = KNOWN + 15;

  /**
   * Centred in exact arithmetic. The centred products are the lower triangle of (y, x, a, s), row
   * by row.
   */
  private static final String COVARIATES =
      """
      SELECT c.stratum, c.variant, c.metric,
        n, (y / n)::float8, (x / n)::float8, (a / n)::float8, (s / n)::float8,
        greatest(0, yy - y * y / n)::float8,
        (xy - x * y / n)::float8, greatest(0, xx - x * x / n)::float8,
        (ay - a * y / n)::float8, (ax - a * x / n)::float8, greatest(0, aa - a * a / n)::float8,
        (sy - s * y / n)::float8, (sx - s * x / n)::float8, (sa - s * a / n)::float8,
        greatest(0, ss - s * s / n)::float8,
        m, coalesce(my / nullif(m, 0), 0)::float8, coalesce(mx / nullif(m, 0), 0)::float8,
        coalesce(greatest(0, myy - my * my / nullif(m, 0)), 0)::float8,
        coalesce(mxy - mx * my / nullif(m, 0), 0)::float8,
        coalesce(greatest(0, mxx - mx * mx / nullif(m, 0)), 0)::float8
      FROM (
        SELECT c.stratum, c.variant, c.metric, c.users AS n, c.sum_y AS y, c.sum_x AS x,
          c.sum_a AS a, c.sum_s AS s, c.sum_yy AS yy, c.sum_xy AS xy, c.sum_xx AS xx,
          c.sum_ay AS ay, c.sum_ax AS ax, c.sum_aa AS aa, c.sum_sy AS sy, c.sum_sx AS sx,
          c.sum_sa AS sa, c.sum_ss AS ss, r.users - c.users AS m, r.sum_y - c.sum_y AS my,
          r.sum_x - c.sum_x AS mx, r.sum_yy - c.sum_yy AS myy, r.sum_xy - c.sum_xy AS mxy,
          r.sum_xx - c.sum_xx AS mxx
        FROM covariate_rollup c
        JOIN metric_rollup r USING (experiment_number, stratum, variant, metric)
        WHERE c.experiment_number = $1) AS c
      """;

  @Override
  public Uni<List<VariantCovariates>> covariates(int experimentNumber) {
    return statements.list(
        COVARIATES,
        Tuple.of(experimentNumber),
        row ->
            new VariantCovariates(
                row.getInteger(0), row.getString(1), row.getString(2), covariates(row)));
  }

  /** A mean's denominators are all 1: its moments have no column of them. */
  private static CovariateMoments covariates(Row row) {
    boolean ratio =
        ExperimentMetrics.parse(row.getString(2))
            .filter(metric -> metric.kind() == MetricKind.RATIO)
            .isPresent();
    int[] known = ratio ? new int[] {0, 1, 2, 3} : new int[] {0, 2, 3};
    int[] missing = ratio ? new int[] {0, 1} : new int[] {0};
    return new CovariateMoments(moments(row, KNOWN, 4, known), moments(row, MISSING, 2, missing));
  }

  /**
   * Moments of some of the columns that a row tells.
   *
   * @param at where the number of users stands, then the means, then the triangle
   * @param told how many columns the row tells
   * @param columns which of them
   */
  private static MultivariateMoments moments(Row row, int at, int told, int[] columns) {
    double[] means = new double[columns.length];
    double[][] products = new double[columns.length][columns.length];
    for (int i = 0; i < columns.length; i++) {
      means[i] = row.getDouble(at + 1 + columns[i]);
      for (int j = 0; j <= i; j++) {
        int place = columns[i] * (columns[i] + 1) / 2 + columns[j];
        products[i][j] = row.getDouble(at + 1 + told + place);
      }
    }
    return MultivariateMoments.ofCentred(row.getLong(at), means, products);
  }

  @Override
  public Uni<List<LengthCount>> sessionLengths(int experimentNumber) {
    return statements.list(
        """
        SELECT stratum, variant, bucket, grown_y, grown_yy, grown_xy FROM session_length_rollup
        WHERE experiment_number = $1 ORDER BY stratum, variant, bucket
        """,
        Tuple.of(experimentNumber),
        row ->
            new LengthCount(
                row.getInteger(0),
                row.getString(1),
                row.getInteger(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5)));
  }

  @Override
  public Uni<List<ReturnCount>> returned(int experimentNumber) {
    return statements.list(
        """
        SELECT stratum, variant, hour, users FROM return_rollup
        WHERE experiment_number = $1 ORDER BY stratum, variant, hour
        """,
        Tuple.of(experimentNumber),
        row ->
            new ReturnCount(
                row.getInteger(0), row.getString(1), row.getInteger(2), row.getLong(3)));
  }

  @Override
  public Uni<List<AwaitedCount>> awaited(int experimentNumber) {
    return statements.list(
        """
        SELECT stratum, variant, ended_hour, users FROM return_awaited_rollup
        WHERE experiment_number = $1 ORDER BY stratum, variant, ended_hour
        """,
        Tuple.of(experimentNumber),
        row ->
            new AwaitedCount(
                row.getInteger(0), row.getString(1), Statements.instant(row, 2), row.getLong(3)));
  }

  @Override
  public Uni<List<String>> segmentAttributes(int experimentNumber) {
    return statements.list(
        """
        SELECT DISTINCT attribute FROM segment_exposure_rollup
        WHERE experiment_number = $1 ORDER BY attribute
        """,
        Tuple.of(experimentNumber),
        row -> row.getString(0));
  }

  /** Everyone has a value of {@link Profiles#VISITOR}, so the unknown ones are what is left. */
  @Override
  public Uni<List<SegmentUsers>> segmentUsers(int experimentNumber, String attribute) {
    return statements.list(
        """
        SELECT value, variant, users
        FROM (
          SELECT value, variant, sum(users)::bigint AS users FROM segment_exposure_rollup
          WHERE experiment_number = $1 AND attribute = $2 GROUP BY value, variant
          UNION ALL
          SELECT $4, variant, (sum(users) FILTER (WHERE attribute = $3)
            - coalesce(sum(users) FILTER (WHERE attribute = $2), 0))::bigint
          FROM segment_exposure_rollup WHERE experiment_number = $1 GROUP BY variant) AS s
        WHERE users > 0
        ORDER BY value, variant
        """,
        Tuple.of(experimentNumber, attribute, Profiles.VISITOR, Profiles.UNKNOWN),
        row -> new SegmentUsers(row.getString(0), row.getString(1), row.getLong(2)));
  }

  @Override
  public Uni<List<SegmentMoments>> segmentMoments(int experimentNumber, String attribute) {
    return statements.list(
        """
        WITH cell AS (
          SELECT value, stratum, variant, metric, users, sum_x, sum_y, sum_xx, sum_yy, sum_xy
          FROM segment_rollup WHERE experiment_number = $1 AND attribute = $2),
        whole AS (
          SELECT $3::text AS value, stratum, variant, metric, users, sum_x, sum_y, sum_xx, sum_yy,
            sum_xy, 1 AS sign
          FROM metric_rollup WHERE experiment_number = $1
          UNION ALL
          SELECT $3::text, stratum, variant, metric, users, sum_x, sum_y, sum_xx, sum_yy, sum_xy, -1
          FROM cell)
        SELECT value, stratum, variant, metric, n::bigint, (y / n)::float8, (x / n)::float8,
          greatest(0, yy - y * y / n)::float8, greatest(0, xx - x * x / n)::float8,
          (xy - x * y / n)::float8
        FROM (
          SELECT value, stratum, variant, metric, users AS n, sum_x AS x, sum_y AS y, sum_xx AS xx,
            sum_yy AS yy, sum_xy AS xy
          FROM cell
          UNION ALL
          SELECT value, stratum, variant, metric, sum(sign * users), sum(sign * sum_x),
            sum(sign * sum_y), sum(sign * sum_xx), sum(sign * sum_yy), sum(sign * sum_xy)
          FROM whole GROUP BY 1, 2, 3, 4) AS s
        WHERE n > 0
        ORDER BY value, stratum, variant, metric
        """,
        Tuple.of(experimentNumber, attribute, Profiles.UNKNOWN),
        row ->
            new SegmentMoments(
                row.getString(0),
                row.getInteger(1),
                row.getString(2),
                row.getString(3),
                PgFigures.moments(row, 4)));
  }
}
