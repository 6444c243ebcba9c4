/**
 * Configuration as interfaces, the use cases as beans, and the schedule of decisions. Imports the
 * use cases and {@code domain}; nothing imports it.
 */
package io.holdfast.experiment.config;
