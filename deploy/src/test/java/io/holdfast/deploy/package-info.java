/**
 * Reads what is deployed, as strictly as a cluster would, and checks that the parts fit together.
 */
package io.holdfast.deploy;
