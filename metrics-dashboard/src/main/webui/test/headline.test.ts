import { describe, expect, it } from "vitest";
import type { Bounds, MetricResult, Results, VariantResult } from "../src/api";
import { Format } from "../src/format";
import { headline } from "../src/headline";
import { en } from "../src/messages/en";

const format = new Format("en", en);

function variant(name: string, difference: number | null, interval: Bounds | null): VariantResult {
  return {
    name,
    n: 996,
    value: 0.483,
    valueInterval: null,
    status: difference === null ? "inconclusive" : "estimate",
    reason: difference === null ? "too-few-users" : null,
    difference,
    relativeLift: null,
    standardError: null,
    interval: null,
    p: null,
    alwaysValidInterval: interval,
  };
}

function results(metric: Partial<MetricResult>): Results {
  const name = metric.name ?? "retention-day-7";
  return {
    key: "k",
    revision: 1,
    watermark: null,
    evaluatedThrough: null,
    switchers: 0,
    lateCorrections: 0,
    lateIgnored: 0,
    untrustworthy: [],
    periods: 1,
    exposures: [],
    matured: { metric: name, users: 2000, variants: [] },
    srm: { chiSquare: null, p: null, healthy: true, sequentialP: 1 },
    metrics: [
      {
        name,
        kind: "proportion",
        control: { name: "control", n: 1004, value: 0.301, valueInterval: null },
        variants: [],
        ...metric,
      },
    ],
  };
}

const say = (metric: Partial<MetricResult>) => headline(results(metric), en, format);

describe("headline", () => {
  it("says how many more people come back", () => {
    expect(say({ variants: [variant("challenger", 0.182, [0.121, 0.243])] })).toEqual({
      text: "Challenger brings 18.2 points more people back on day 7 (12.1 to 24.3)",
      detail: "",
      tone: "better",
    });
  });

  it("says how many fewer come back, by size", () => {
    const said = say({ variants: [variant("challenger", -0.05, [-0.08, -0.02])] });
    expect(said.text).toBe(
      "Challenger brings 5.0 points fewer people back on day 7 (2.0 to 8.0)",
    );
    expect(said.tone).toBe("worse");
  });

  it("says that no difference is shown, and what is still possible", () => {
    expect(say({ variants: [variant("challenger", 0.031, [-0.02, 0.082])] })).toEqual({
      text: "No difference shown yet in who comes back on day 7",
      detail:
        "Challenger against control: +3.1 points, and anything from -2.0 to +8.2 is possible",
      tone: "open",
    });
  });

  it("says that it is too early", () => {
    expect(say({ variants: [variant("challenger", null, null)] }).text).toBe(
      "Too early to tell who comes back on day 7",
    );
    expect(say({ variants: [] }).tone).toBe("early");
  });

  it("compares nothing where the split is broken", () => {
    const broken = results({
      variants: [{ ...variant("challenger", null, null), reason: "sample-ratio-mismatch" }],
    });
    broken.srm.healthy = false;
    expect(headline(broken, en, format)).toEqual({
      text: "Nothing can be compared: the users were not split as planned",
      detail: "The variants differ by more than what they were served. Find the cause first.",
      tone: "broken",
    });
  });

  it("speaks of the challenger that shows most", () => {
    const said = say({
      variants: [
        variant("a", 0.1, [-0.01, 0.2]),
        variant("b", 0.08, [0.02, 0.14]),
        variant("c", null, null),
      ],
    });
    expect(said.text).toContain("B brings 8.0 points more");
  });

  it("speaks of other metrics by their name and unit", () => {
    const said = say({
      name: "session-seconds",
      kind: "ratio",
      variants: [variant("challenger", 12.34, [3, 21.7])],
    });
    expect(said.text).toBe("Challenger raises session length by 12.3 s (3.0 s to 21.7 s)");
  });
});
