/**
 * Holdfast on one machine: embedded PostgreSQL and the three services as processes, for {@code
 * demo} and {@code up}. Nothing that is started here outlives this process.
 *
 * <p>Imports {@code contracts}, {@code embedded-postgres} and {@code cli.api}.
 */
package io.holdfast.cli.stack;
