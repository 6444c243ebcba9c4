/** The model that ranks items by how many people they had. Imports {@code core.model}. */
package io.holdfast.core.model.popular;
