/**
 * Work that goes on beside the requests, and how long is waited for it. Imports no other part of
 * the service.
 */
package io.holdfast.recommender.background;
