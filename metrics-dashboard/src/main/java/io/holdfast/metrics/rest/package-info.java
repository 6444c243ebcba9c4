/**
 * The HTTP API: maps requests to use cases and answers to statuses. Imports use cases, {@code
 * domain} and {@code service-support}; nothing imports it.
 */
package io.holdfast.metrics.rest;
