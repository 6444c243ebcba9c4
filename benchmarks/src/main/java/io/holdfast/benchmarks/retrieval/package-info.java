/** Exact retrieval beside approximate. */
package io.holdfast.benchmarks.retrieval;
