/**
 * The named metrics of experiments: their ids, what kind of quantity each is, when a user's value
 * is final, and how it follows from the user's activity. May import {@code session}, {@code
 * retention}, {@code survival} and {@code statistics}; none of these imports it.
 */
package io.holdfast.stickiness.metric;
