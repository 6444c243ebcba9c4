/**
 * Which user gets which variant: the public GrowthBook SDK specification, so that a team's other
 * SDKs agree with us to the user. Pure functions of the JDK, {@code event} and {@code targeting};
 * every part of Holdfast may import this package.
 */
package io.holdfast.contracts.bucketing;
