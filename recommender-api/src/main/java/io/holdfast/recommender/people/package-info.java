/**
 * Users: their declared attributes, what the log holds of them, and being forgotten. Imports {@code
 * domain} and {@code contracts}.
 */
package io.holdfast.recommender.people;
