/**
 * Readers of data files, one a format: streaming, bounded, and precise about the line that is
 * wrong.
 *
 * <p>Imports {@code contracts} and {@code core.data} only.
 */
package io.holdfast.training.reader;
