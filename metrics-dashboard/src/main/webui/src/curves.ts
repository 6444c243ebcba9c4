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

/** Day 0 is the day of the exposure itself and would hide all others; it is in the table. Pure. */
export function columns(curves: Curve[]): Columns {
  const days = [
    ...new Set(curves.flatMap((curve) => curve.curve.map((point) => point.day))),
  ]
    .filter((day) => day > 0)
    .sort((a, b) => a - b);
  return {
    days,
    variants: curves.map((curve) => {
      const byDay = new Map(curve.curve.map((point) => [point.day, point]));
      return {
        name: curve.name,
        value: days.map((day) => byDay.get(day)?.value ?? null),
        lower: days.map((day) => byDay.get(day)?.interval?.[0] ?? null),
        upper: days.map((day) => byDay.get(day)?.interval?.[1] ?? null),
      };
    }),
  };
}
