/**
 * Sends data files to recommender-api as historical interactions.
 *
 * <p>Imports {@code cli.api} and {@code training.reader}.
 */
package io.holdfast.cli.importing;
