package io.holdfast.cli.replay;

import io.holdfast.contracts.event.ModelReference;
import java.time.Instant;
import java.util.Map;

/**
 * What a replay came to.
 *
 * @param model the model of both arms
 * @param cut what it learned from lies before, the baskets at it or after
 * @param top how many items were asked for
 * @param all every basket
 * @param later without each user's first one, before which both arms know the same; null if no user
 *     has two
 * @param sources lists by source, of both arms
 * @param interactions how many were told after the cut
 */
public record ReplayReport(
    ModelReference model,
    Instant cut,
    int top,
    Recalls.Comparison all,
    Recalls.Comparison later,
    Map<String, Integer> sources,
    int interactions) {}
