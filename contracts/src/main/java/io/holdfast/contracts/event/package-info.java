/**
 * The events that the parts of Holdfast tell each other, as records of the JDK alone.
 *
 * <p>Events are additive: a field may be added, never renamed, removed or given another meaning.
 * Every {@code *Changed} carries the full snapshot and a revision. Times are UTC and kept to the
 * microsecond, which is what the log stores. Everything may import this package; it imports nothing
 * but {@code java..}.
 */
package io.holdfast.contracts.event;
