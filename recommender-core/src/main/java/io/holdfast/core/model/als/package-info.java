/**
 * Matrix factorization for implicit feedback by alternating least squares: two objectives ({@link
 * AlsObjective}), three solvers of a half-step, and a model that folds histories in. Imports {@code
 * core.model} and what that imports, and {@code core.parallel}.
 */
package io.holdfast.core.model.als;
