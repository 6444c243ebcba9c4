/**
 * Retention: who came back, counted only of users who have had the whole time to.
 *
 * <p>{@link io.holdfast.stickiness.retention.RetentionTriangle} answers for cohorts, from columns
 * of events; {@link io.holdfast.stickiness.retention.RetentionWindow} and {@link
 * io.holdfast.stickiness.retention.RetentionCurve} for users whose anchors are known, as in an
 * experiment. Imports the JDK alone.
 */
package io.holdfast.stickiness.retention;
