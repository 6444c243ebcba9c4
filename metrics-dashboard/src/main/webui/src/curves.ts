import type { Curve } from "./api";

/** The curves as columns over common days: what the chart draws. */
export interface Columns {
  days: number[];
  variants: {
    name: string;
    value: (number | null)[];
    lower: (number | null)[];
    upper: (number | null)[];
  }[];
}

/** A day is drawn once this share of a variant's users has lived through it. */
const ENOUGH = 0.1;

/**
 * Day 0 is the day of the exposure itself and would hide all others; days that hardly anyone has
 * lived through are noise. Both are in the table. Pure.
 */
export function columns(curves: Curve[]): Columns {
  const drawn = curves.map((curve) => {
    const most = Math.max(0, ...curve.curve.map((point) => point.matured));
    const points = curve.curve.filter((point) => point.day > 0 && point.matured >= ENOUGH * most);
    return { name: curve.name, byDay: new Map(points.map((point) => [point.day, point])) };
  });
  const days = [...new Set(drawn.flatMap((curve) => [...curve.byDay.keys()]))].sort(
    (a, b) => a - b,
  );
  return {
    days,
    variants: drawn.map(({ name, byDay }) => ({
      name,
      value: days.map((day) => byDay.get(day)?.value ?? null),
      lower: days.map((day) => byDay.get(day)?.interval?.[0] ?? null),
      upper: days.map((day) => byDay.get(day)?.interval?.[1] ?? null),
    })),
  };
}
