/**
 * The decision: the rule, a pure function of policy and results; the daily evaluation of running
 * experiments; and a person's own decision. Imports {@code domain} and the records of {@code
 * contracts}; adapters call it.
 */
package io.holdfast.experiment.decision;
