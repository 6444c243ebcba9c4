/**
 * Matrix factorization of ratings, r̂ = μ + b_u + b_i + p_u·q_i, by Gibbs sampling or as a maximum
 * a posteriori estimate. Imports {@code core.model} and what that imports, and {@code
 * core.parallel}.
 */
package io.holdfast.core.model.explicitmf;
