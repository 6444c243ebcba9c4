/**
 * metrics-dashboard over HTTP: the one service that this one calls. Fills {@code domain}'s port; no
 * other adapter is imported.
 */
package io.holdfast.experiment.client;
