/**
 * Matrix factorization that learns pairwise rankings. Imports {@code core.model} and what that
 * imports, and {@code core.parallel}.
 */
package io.holdfast.core.model.bpr;
