package io.holdfast.core.artifact;

import java.time.Instant;

/**
 * The data that a model was trained on.
 *
 * @param source where it came from, for people: a file's name, or the log
 * @param fingerprint SHA-256 over the interactions, in hex
 * @param users how many users
 * @param items how many items in the catalogue
 * @param interactions how many interactions
 * @param from the earliest interaction
 * @param to the latest interaction
 */
public record DataDescription(
    String source,
    String fingerprint,
    int users,
    int items,
    long interactions,
    Instant from,
    Instant to) {}
