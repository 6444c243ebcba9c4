/**
 * {@code holdfast demo}: the whole loop, lived by a simulated population through the public HTTP
 * APIs.
 *
 * <p>Imports the other packages of the command line but {@code command}.
 */
package io.holdfast.cli.demo;
