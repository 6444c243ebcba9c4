/**
 * The evaluation of flags by OFREP over HTTP, beside an endpoint that answers a constant: whole
 * processes, the load made in this one.
 */
package io.holdfast.benchmarks.ofrep;
