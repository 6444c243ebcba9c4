package io.holdfast.experiment.store;

import io.holdfast.experiment.domain.AuditEntry;
import io.holdfast.experiment.domain.AuditLog;
import io.holdfast.experiment.domain.AuditQuery;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The audit in PostgreSQL. */
@ApplicationScoped
public class PgAuditLog implements AuditLog {
  private static final String POSITION = "position";

  @Override
  public Uni<List<AuditEntry>> read(AuditQuery query) {
    Filter filter =
        new Filter()
            .and("experimentKey =", query.experimentKey())
            .and("actor =", query.actor())
            .and("action =", query.action())
            .and("at >=", query.from())
            .and("at <", query.to())
            .and(query.newestFirst() ? "position <" : "position >", query.past());
    Sort order = query.newestFirst() ? Sort.descending(POSITION) : Sort.ascending(POSITION);
    return Panache.withSession(
        () ->
            AuditEntity.<AuditEntity>find(filter.text(), order, filter.parameters())
                .range(0, query.limit() - 1)
                .list()
                .map(rows -> rows.stream().map(AuditEntity::toDomain).toList()));
  }
}
