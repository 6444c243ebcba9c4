/**
 * The rule by which an experiment is decided: a pure function of its policy and its results, and
 * what goes in and comes out. experiment-service applies it once a day; simulations apply the same
 * code. Imports the JDK and {@code event}; every part of Holdfast may import this package.
 */
package io.holdfast.contracts.decision;
