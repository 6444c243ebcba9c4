/** What whole-process benchmarks share: their arguments, clocks and child processes. */
package io.holdfast.benchmarks.program;
