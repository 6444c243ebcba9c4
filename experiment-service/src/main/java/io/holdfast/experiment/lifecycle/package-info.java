/**
 * Making, changing and moving experiments through their life, and looking at them. Imports {@code
 * domain} and {@code contracts}; adapters call it.
 */
package io.holdfast.experiment.lifecycle;
