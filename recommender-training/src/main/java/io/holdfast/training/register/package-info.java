/**
 * Hands artifacts to the model registry over HTTP, with the JDK's client.
 *
 * <p>Imports {@code core.artifact} and {@code contracts} only.
 */
package io.holdfast.training.register;
