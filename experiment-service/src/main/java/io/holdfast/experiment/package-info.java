/**
 * experiment-service: experiments with their lifecycle, who gets which variant, and the daily
 * decision.
 *
 * <p>{@code domain} holds records, rules and ports; {@code lifecycle}, {@code assignment} and
 * {@code decision} are the use cases on top of it; {@code rest}, {@code store}, {@code client},
 * {@code log} and {@code config} are adapters around them, which never import each other.
 */
package io.holdfast.experiment;
