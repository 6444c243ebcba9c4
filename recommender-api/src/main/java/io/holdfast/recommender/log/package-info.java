/**
 * The event log as the ports of {@code domain} want it. Imports {@code contracts.log}; imports no
 * other adapter.
 */
package io.holdfast.recommender.log;
