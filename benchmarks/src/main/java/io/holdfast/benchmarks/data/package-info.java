/** Seeded data that benchmarks compute with, and the files through which other programs see it. */
package io.holdfast.benchmarks.data;
