/**
 * Recommendations: which model, from what history, past which filters, and the record of what was
 * shown. Imports {@code domain}, {@code assignment}, {@code scenario}, {@code strategy}, {@code
 * registry}, {@code background}, {@code popularity}, {@code contracts} and {@code core}.
 */
package io.holdfast.recommender.serving;
