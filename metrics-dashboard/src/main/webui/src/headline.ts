import type { MetricResult, Results, VariantResult } from "./api";
import { retentionDay, type Format } from "./format";
import type { Messages } from "./messages/en";

/** What the results say at first sight. */
export interface Headline {
  text: string;
  /** What stands under it; empty if nothing has to. */
  detail: string;
  tone: "better" | "worse" | "open" | "early" | "broken";
}

/**
 * The sentence that answers the product manager's question: the success metric of the challenger
 * that shows most, by its always-valid interval. Pure.
 */
export function headline(results: Results, messages: Messages, format: Format): Headline {
  const metric = results.metrics.find((each) => each.name === results.matured.metric);
  const best = metric && strongest(metric);
  const name = results.matured.metric;
  const day = retentionDay(name);
  if (!results.srm.healthy) {
    return { text: messages.headline.broken, detail: messages.headline.brokenWhat, tone: "broken" };
  }
  if (!metric || !best || best.difference === null || best.alwaysValidInterval === null) {
    return {
      text:
        day === null
          ? messages.headline.tooEarly(inSentence(format.metric(name)))
          : messages.headline.tooEarlyBack(format.whole(day)),
      detail: messages.headline.waiting,
      tone: "early",
    };
  }
  const [lower, upper] = best.alwaysValidInterval;
  if (lower > 0 || upper < 0) {
    return {
      text: shown(best.name, metric, best.difference, lower, upper, day, messages, format),
      detail: "",
      tone: lower > 0 ? "better" : "worse",
    };
  }
  return {
    text:
      day === null
        ? messages.headline.noDifference(inSentence(format.metric(name)))
        : messages.headline.noDifferenceBack(format.whole(day)),
    detail: messages.headline.between(
      format.begin(best.name),
      format.difference(name, metric.kind, best.difference),
      format.bound(name, metric.kind, lower),
      format.bound(name, metric.kind, upper),
    ),
    tone: "open",
  };
}

/** A difference that is shown, told by its size: its bounds are those of the size too. */
function shown(
  variant: string,
  metric: MetricResult,
  difference: number,
  lower: number,
  upper: number,
  day: number | null,
  messages: Messages,
  format: Format,
): string {
  const size = Math.abs(difference);
  const [least, most] = difference > 0 ? [lower, upper] : [-upper, -lower];
  const up = difference > 0;
  if (day !== null) {
    const say = up ? messages.headline.moreBack : messages.headline.fewerBack;
    return say(
      format.begin(variant),
      format.points(size),
      format.whole(day),
      format.points(least),
      format.points(most),
    );
  }
  const say = up ? messages.headline.raises : messages.headline.lowers;
  return say(
    format.begin(variant),
    inSentence(format.metric(metric.name)),
    format.difference(metric.name, metric.kind, size, false),
    format.difference(metric.name, metric.kind, least, false),
    format.difference(metric.name, metric.kind, most, false),
  );
}

function inSentence(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The variant whose lower bound is highest; one without an interval only if no other has one. */
function strongest(metric: MetricResult): VariantResult | undefined {
  return [...metric.variants].sort(
    (a, b) => (b.alwaysValidInterval?.[0] ?? -Infinity) - (a.alwaysValidInterval?.[0] ?? -Infinity),
  )[0];
}
