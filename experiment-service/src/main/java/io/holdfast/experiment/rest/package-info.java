/**
 * The HTTP API: maps requests to use cases and their answers to bodies, and says in OpenAPI what
 * each means. No other adapter is imported.
 */
package io.holdfast.experiment.rest;
