/**
 * Configuration, converted to plain records, and the use cases as beans. Imports use cases, {@code
 * domain} and {@code service-support}; no other adapter.
 */
package io.holdfast.metrics.config;
