/**
 * Who gets which variant: the running experiments as recommender-api evaluates them, the same
 * evaluation here, and exposures that other clients tell. Imports {@code domain} and {@code
 * contracts}; adapters call it.
 */
package io.holdfast.experiment.assignment;
