package io.holdfast.contracts.log;

import io.holdfast.contracts.event.Event;

/**
 * An event and its place in the log.
 *
 * @param position grows in commit order; a cursor is a position
 * @param event what happened
 */
public record LoggedEvent(long position, Event event) {}
