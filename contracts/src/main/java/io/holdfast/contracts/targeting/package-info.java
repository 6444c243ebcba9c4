/**
 * Who an experiment is for: conditions over a user's attributes, compiled once and then evaluated
 * for every user. The language is that of the GrowthBook SDK specification. Pure functions of the
 * JDK, RE2/J and {@code problem}; every part of Holdfast may import this package.
 */
package io.holdfast.contracts.targeting;
