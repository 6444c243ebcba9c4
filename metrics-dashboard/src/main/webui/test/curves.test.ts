import { describe, expect, it } from "vitest";
import type { CurvePoint } from "../src/api";
import { columns } from "../src/curves";

const point = (day: number, value: number): CurvePoint => ({
  day,
  returned: 1,
  matured: 2,
  value,
  interval: [value - 0.1, value + 0.1],
});

describe("columns", () => {
  it("puts curves of different length over common days, from day 1", () => {
    const drawn = columns([
      { name: "control", curve: [point(0, 1), point(1, 0.5), point(2, 0.4)] },
      { name: "challenger", curve: [point(0, 1), point(1, 0.6)] },
    ]);
    expect(drawn.days).toEqual([1, 2]);
    expect(drawn.variants[0]?.value).toEqual([0.5, 0.4]);
    expect(drawn.variants[1]?.value).toEqual([0.6, null]);
    expect(drawn.variants[1]?.upper[1]).toBeNull();
  });

  it("keeps a point without an interval", () => {
    const drawn = columns([
      { name: "a", curve: [{ day: 1, returned: 0, matured: 3, value: 0, interval: null }] },
    ]);
    expect(drawn.variants[0]?.value).toEqual([0]);
    expect(drawn.variants[0]?.lower).toEqual([null]);
  });

  it("leaves out days that hardly anyone has lived through", () => {
    const curve = [
      { ...point(0, 1), matured: 100 },
      { ...point(1, 0.5), matured: 10 },
      { ...point(2, 0.5), matured: 9 },
    ];
    expect(columns([{ name: "a", curve }]).days).toEqual([1]);
  });

  it("has nothing to draw without curves", () => {
    expect(columns([]).days).toEqual([]);
  });
});
