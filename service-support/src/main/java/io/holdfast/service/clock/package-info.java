/** The clock of a service: the system's, or the event time of the log. */
package io.holdfast.service.clock;
