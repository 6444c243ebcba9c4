/**
 * Service: consumes the event log, keeps rollups, answers results and serves the web UI.
 *
 * <p>{@code domain} (records and ports) ← use cases ({@code rollup}, {@code results}) ← adapters
 * ({@code store log rest ui config}), which never import each other. Nothing outside this service
 * may import it.
 */
package io.holdfast.metrics;
