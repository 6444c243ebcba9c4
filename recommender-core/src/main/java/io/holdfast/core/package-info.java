/**
 * The recommender library: linear algebra, interaction data, models, evaluation, retrieval and the
 * artifact format, in plain Java.
 *
 * <p>Packages depend on each other one way only: {@code linalg}, {@code data} and {@code parallel}
 * on nothing; {@code retrieval} on {@code linalg}; {@code artifact} on {@code data}; {@code model}
 * on all of these; the kinds below {@code model} on it; {@code evaluation} on top. This package
 * itself holds no types.
 */
package io.holdfast.core;
