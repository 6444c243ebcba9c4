/**
 * recommender-api as a whole process under load: lists a second, their latency and that of each
 * stage, and what a list costs each part. Imports {@code data}, {@code program}, the libraries and
 * the embedded PostgreSQL; knows the service's tables only where it fills the log.
 */
package io.holdfast.benchmarks.serving;
