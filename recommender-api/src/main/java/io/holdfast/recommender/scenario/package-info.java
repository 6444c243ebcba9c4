/**
 * Scenarios: which settings are in force on this replica, what experiments' variants put in their
 * place, and how people change them. Imports {@code domain}, {@code assignment}, {@code
 * background}, {@code contracts} and {@code core.filter}.
 */
package io.holdfast.recommender.scenario;
