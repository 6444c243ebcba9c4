/**
 * A real PostgreSQL 17 beside this process, for tests, {@code holdfast demo} and {@code holdfast
 * up}: started from unpacked binaries, never installed, gone when the process is.
 *
 * <p>The package knows nothing of Holdfast's schemas. The command line and tests import it;
 * services and libraries do not.
 */
package io.holdfast.postgres;
