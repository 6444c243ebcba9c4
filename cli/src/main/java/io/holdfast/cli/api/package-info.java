/**
 * Clients of the three services' public HTTP APIs, on the JDK's HTTP client and JSON alone.
 *
 * <p>Imports {@code contracts} only.
 */
package io.holdfast.cli.api;
