/**
 * Interaction data in memory: id maps, the columnar interaction log in file order, and the sparse
 * user × item matrix that models are trained on.
 *
 * <p>Nothing here reads files or knows models; it imports the JDK only.
 */
package io.holdfast.core.data;
