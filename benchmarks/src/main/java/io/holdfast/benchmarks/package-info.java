/**
 * Benchmarks of the parts, each beside the limit or the peer that it is compared with. They use the
 * libraries as anybody would, and nothing may import them.
 */
package io.holdfast.benchmarks;
