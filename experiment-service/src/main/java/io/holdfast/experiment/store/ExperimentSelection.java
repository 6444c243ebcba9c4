package io.holdfast.experiment.store;

import io.holdfast.contracts.event.ExperimentState;
import io.holdfast.experiment.domain.ExperimentOrder;
import io.holdfast.experiment.domain.ExperimentQuery;
import io.holdfast.experiment.domain.ExperimentQuery.Place;
import io.quarkus.panache.common.Sort;
import java.util.Locale;

/** The rows of a page of experiments. */
final class ExperimentSelection {
  private static final String KEY = ExperimentOrder.KEY.wire();

  private ExperimentSelection() {}

  static Filter filter(ExperimentQuery query) {
    Filter filter =
        new Filter()
            .where("state in ?", query.states().stream().map(ExperimentState::wire).toList())
            .and("scenario =", query.scenario());
    if (query.nameContains() != null) {
      filter.where("locate(?, lower(name)) > 0", query.nameContains().toLowerCase(Locale.ROOT));
    }
    if (query.past() != null) {
      past(filter, query.order(), query.descending() ? "<" : ">", query.past());
    }
    return filter;
  }

  static Sort sort(ExperimentQuery query) {
    Sort.Direction direction =
        query.descending() ? Sort.Direction.Descending : Sort.Direction.Ascending;
    return query.order() == ExperimentOrder.KEY
        ? Sort.by(KEY, direction)
        : Sort.by(query.order().wire(), direction, Sort.NullPrecedence.NULLS_LAST)
            .and(KEY, direction);
  }

  private static void past(Filter filter, ExperimentOrder order, String beyond, Place place) {
    if (order == ExperimentOrder.KEY) {
      filter.where("key %s ?".formatted(beyond), place.key());
    } else if (place.time() == null) {
      filter.where("%s is null and key %s ?".formatted(order.wire(), beyond), place.key());
    } else {
      filter.where(
          "%1$s %2$s ? or %1$s is null or (%1$s = ? and key %2$s ?)"
              .formatted(order.wire(), beyond),
          place.time(),
          place.time(),
          place.key());
    }
  }
}
