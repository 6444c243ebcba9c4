/**
 * From rollups to answers: the results of an experiment, its retention curves, and the product-wide
 * figures. The records are the bodies that the API answers with; what cannot be computed is null
 * and told as null. Imports {@code domain} and {@code stickiness-core}; knows neither SQL nor HTTP.
 */
package io.holdfast.metrics.results;
