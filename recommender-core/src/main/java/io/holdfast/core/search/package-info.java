/**
 * Choosing the parameters of a model: random search with successive halving, on the validation
 * stage of a protocol and nothing else.
 *
 * <p>Imports {@code core.evaluation}, {@code core.model}, {@code core.data} and the record of
 * {@code core.artifact} that a manifest keeps a search in; nothing imports it.
 */
package io.holdfast.core.search;
