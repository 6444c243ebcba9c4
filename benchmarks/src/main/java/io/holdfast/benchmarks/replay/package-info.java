/**
 * A replay of what people bought through recommender-api: whether a list that knows what was just
 * bought finds more of the next basket than one that does not.
 */
package io.holdfast.benchmarks.replay;
