/**
 * The services that this one asks. Implements ports of {@code domain}; imports no other adapter.
 */
package io.holdfast.recommender.client;
