/**
 * {@code als} beside the implementations of others, each in a process of its own from its own
 * packages.
 */
package io.holdfast.benchmarks.peers;
