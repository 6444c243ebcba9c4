/**
 * Dense linear algebra behind one port, {@link io.holdfast.core.linalg.LinearAlgebra}, with native
 * and plain Java providers chosen at start-up.
 *
 * <p>The only package of the product that may use {@code java.lang.foreign} and jblas. Imports
 * nothing else but the JDK.
 */
package io.holdfast.core.linalg;
