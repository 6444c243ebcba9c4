/**
 * Matrix factorization for implicit feedback by alternating least squares. Imports {@code
 * core.model} and what that imports, and {@code core.parallel}.
 */
package io.holdfast.core.model.als;
