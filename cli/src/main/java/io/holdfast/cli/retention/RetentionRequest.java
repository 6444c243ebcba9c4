package io.holdfast.cli.retention;

import io.holdfast.stickiness.retention.CohortKind;
import io.holdfast.stickiness.retention.PeriodCalendar;
import io.holdfast.stickiness.retention.RetentionMeasure;
import io.holdfast.stickiness.retention.WindowKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What retention to measure.
 *
 * @param events the table
 * @param columns where it keeps what
 * @param calendar the periods
 * @param cohort who belongs to the cohort of a period
 * @param measure which periods count
 * @param windows where a user's periods begin and end
 * @param first a time in the period of the first cohort; that of the first start event if empty
 * @param periods how many cohorts; up to the period of the last event if empty
 */
public record RetentionRequest(
    Path events,
    EventColumns columns,
    PeriodCalendar calendar,
    CohortKind cohort,
    RetentionMeasure measure,
    WindowKind windows,
    Optional<Instant> first,
    OptionalInt periods) {}
