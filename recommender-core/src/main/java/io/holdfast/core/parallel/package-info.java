/** Parallel loops over index ranges, cut by cost. Imports the JDK only. */
package io.holdfast.core.parallel;
