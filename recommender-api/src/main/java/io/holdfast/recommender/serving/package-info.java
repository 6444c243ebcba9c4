/**
 * Recommendations: which model, from what history, past which filters, and the record of what was
 * shown. Imports {@code domain}, {@code assignment}, {@code scenario}, {@code registry}, {@code
 * background}, {@code contracts} and {@code core}.
 */
package io.holdfast.recommender.serving;
