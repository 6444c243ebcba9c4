package io.holdfast.cli.world;

/**
 * An interaction as it is told to the product.
 *
 * @param itemId with which item; null for a visit
 * @param type what
 * @param value stars, seconds or quantity; null if none
 * @param second when, in seconds from the world's beginning; negative before it
 */
public record Told(String itemId, String type, Double value, long second) {}
