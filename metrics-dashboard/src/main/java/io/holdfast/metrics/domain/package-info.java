/**
 * What the metrics engine speaks of: users by number, exposures, outcomes, days, and the ports that
 * keep them. Imports the JDK, Mutiny, the events of {@code contracts.event} (records of the JDK
 * alone) and the pure library {@code stickiness-core}; every other package may import it.
 *
 * <p>Ports that write are bound to one transaction by {@link io.holdfast.metrics.domain.Ledgers},
 * so that the effects of a batch of events and the log's cursor are committed together.
 */
package io.holdfast.metrics.domain;
