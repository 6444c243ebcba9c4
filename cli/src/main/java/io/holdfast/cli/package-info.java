/**
 * The {@code holdfast} command. {@code command} parses and prints; {@code api} talks to the three
 * services over their public HTTP APIs; {@code importing} sends data files; {@code world} is the
 * simulated population; {@code stack} starts and stops the processes; {@code demo} plays the loop;
 * {@code log} counts what the event log holds; {@code table} reads tables, of which {@code
 * analysis} makes the results of an experiment and {@code retention} cohorts. No service's code is
 * used.
 */
package io.holdfast.cli;
