/**
 * The keys {@code holdfast.*} of this service, one mapping a concern, turned into the records that
 * the use cases take. Imports no other adapter but for those records.
 */
package io.holdfast.recommender.config;
