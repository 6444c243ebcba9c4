/**
 * Models in and out: uploads are verified and stored, artifacts cached by digest, models activated
 * and retired. Imports {@code domain}, {@code contracts} and {@code core}.
 */
package io.holdfast.recommender.registry;
