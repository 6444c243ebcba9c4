/**
 * Learns from the log after which items people come back. Imports {@code domain}, {@code strategy}
 * and {@code background}; knows no database and no HTTP.
 */
package io.holdfast.recommender.returns;
