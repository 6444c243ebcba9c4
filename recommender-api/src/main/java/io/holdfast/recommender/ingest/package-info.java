/**
 * Interactions in: many requests share one transaction, and a request is answered after its commit.
 * Imports {@code domain} and {@code contracts}.
 */
package io.holdfast.recommender.ingest;
