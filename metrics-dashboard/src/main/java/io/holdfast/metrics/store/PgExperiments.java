package io.holdfast.metrics.store;

import io.holdfast.contracts.event.ExperimentChanged;
import io.holdfast.contracts.json.Json;
import io.holdfast.metrics.domain.Experiment;
import io.holdfast.metrics.domain.Experiments;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Experiments in tables {@code experiment} and {@code experiment_revision}. */
record PgExperiments(Statements statements) implements Experiments {

  private static final String COLUMNS =
      """
      SELECT e.experiment_number, e.key, e.definition::text, e.sequential_p, e.late_ignored,
        (SELECT json_object_agg(r.revision,
            json_build_object('stratum', r.stratum, 'weights', r.weights))::text
          FROM experiment_revision r WHERE r.experiment_number = e.experiment_number)
      FROM experiment e
      """;

  @Override
  public Uni<Map<String, Experiment>> named(Collection<String> keys) {
    Tuple named = Tuple.of(keys.toArray(String[]::new));
    return statements
        .run(
            """
            INSERT INTO experiment (experiment_number, key)
            SELECT (SELECT coalesce(max(experiment_number), -1) FROM experiment)
                + row_number() OVER (ORDER BY g.key),
              g.key
            FROM unnest($1::text[]) AS g(key)
            WHERE NOT EXISTS (SELECT FROM experiment e WHERE e.key = g.key)
            """,
            named)
        .chain(
            () ->
                statements.list(
                    COLUMNS + "WHERE e.key = ANY ($1)", named, PgExperiments::experiment))
        .map(
            found -> {
              Map<String, Experiment> experiments = new HashMap<>();
              found.forEach(experiment -> experiments.put(experiment.key(), experiment));
              return experiments;
            });
  }

  @Override
  public Uni<List<Experiment>> all() {
    return statements.list(
        COLUMNS + "WHERE e.definition IS NOT NULL ORDER BY e.experiment_number",
        Tuple.tuple(),
        PgExperiments::experiment);
  }

  Uni<List<Experiment>> defined(String key) {
    return statements.list(
        COLUMNS + "WHERE e.key = $1 AND e.definition IS NOT NULL",
        Tuple.of(key),
        PgExperiments::experiment);
  }

  @Override
  public Uni<Void> define(int experimentNumber, ExperimentChanged definition, int stratum) {
    return statements
        .run(
            """
            UPDATE experiment SET revision = $2, definition = $3
            WHERE experiment_number = $1 AND revision <= $2
            """,
            Tuple.of(
                experimentNumber, definition.revision(), new JsonObject(Json.write(definition))))
        .chain(
            () ->
                statements.run(
                    """
                    INSERT INTO experiment_revision VALUES ($1, $2, $3, $4)
                    ON CONFLICT DO NOTHING
                    """,
                    Tuple.of(
                        experimentNumber,
                        definition.revision(),
                        stratum,
                        new JsonObject(Json.write(Experiment.weights(definition))))));
  }

  @Override
  public Uni<Void> looked(int experimentNumber, double sequentialP) {
    return statements.run(
        "UPDATE experiment SET sequential_p = $2 WHERE experiment_number = $1",
        Tuple.of(experimentNumber, sequentialP));
  }

  private static Experiment experiment(Row row) {
    String definition = row.getString(2);
    return new Experiment(
        row.getInteger(0),
        row.getString(1),
        definition == null ? null : Json.read(definition, ExperimentChanged.class),
        revisions(row.getString(5)),
        row.getDouble(3),
        row.getLong(4));
  }

  private static TreeMap<Integer, Experiment.Revision> revisions(String json) {
    TreeMap<Integer, Experiment.Revision> revisions = new TreeMap<>();
    if (json != null) {
      Json.readMap(json)
          .forEach(
              (revision, value) -> {
                Map<?, ?> stored = (Map<?, ?>) value;
                revisions.put(
                    Integer.valueOf(revision),
                    new Experiment.Revision(
                        ((Number) stored.get("stratum")).intValue(),
                        weights((Map<?, ?>) stored.get("weights"))));
              });
    }
    return revisions;
  }

  private static Map<String, Double> weights(Map<?, ?> stored) {
    Map<String, Double> weights = new LinkedHashMap<>();
    stored.forEach(
        (variant, weight) -> weights.put((String) variant, ((Number) weight).doubleValue()));
    return weights;
  }
}
