/**
 * What time it is: the port that every "now" is read from, in wall time or in event time. JDK only;
 * every part of Holdfast may import this package.
 */
package io.holdfast.contracts.clock;
