/**
 * The HTTP API: reads requests, checks every field, and maps results to statuses. Imports use cases
 * and {@code domain}; imports no other adapter.
 */
package io.holdfast.recommender.rest;
