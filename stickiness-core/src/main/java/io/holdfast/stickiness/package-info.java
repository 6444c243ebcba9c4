/**
 * The plain-Java library of stickiness: what a session, a return and a lift are, defined once for
 * every part of the product.
 *
 * <p>The sub-packages {@code session}, {@code retention}, {@code activity} and {@code statistics}
 * know nothing of each other. {@code survival} takes its intervals from {@code statistics}; {@code
 * bitmap} answers in the terms of {@code retention} and {@code activity}; {@code metric} joins
 * them. The library imports the JDK, commons-statistics and RoaringBitmap alone: no framework, no
 * SQL, no clock, no global state. Every "now" arrives as an argument.
 */
package io.holdfast.stickiness;
