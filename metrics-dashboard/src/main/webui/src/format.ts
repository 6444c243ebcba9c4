import type { MetricKind } from "./api";
import type { Messages } from "./messages/en";

/** Numbers, dates and metric names as a person of the locale reads them. Pure. */
export class Format {
  constructor(
    private readonly locale: string,
    private readonly messages: Messages,
  ) {}

  whole(value: number): string {
    return new Intl.NumberFormat(this.locale, { maximumFractionDigits: 0 }).format(value);
  }

  decimal(value: number, digits: number, signed = false): string {
    return new Intl.NumberFormat(this.locale, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: signed ? "exceptZero" : "negative",
    }).format(value);
  }

  percent(value: number, signed = false): string {
    return new Intl.NumberFormat(this.locale, {
      style: "percent",
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
      signDisplay: signed ? "exceptZero" : "negative",
    }).format(value);
  }

  wholePercent(value: number): string {
    return new Intl.NumberFormat(this.locale, {
      style: "percent",
      maximumFractionDigits: 0,
    }).format(value);
  }

  /** A p value: small ones by their order of magnitude. */
  probability(value: number): string {
    return value < 0.001
      ? new Intl.NumberFormat(this.locale, {
          notation: "scientific",
          maximumFractionDigits: 1,
        }).format(value)
      : this.decimal(value, 3);
  }

  date(instant: string): string {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: "medium", timeZone: "UTC" }).format(
      new Date(instant),
    );
  }

  list(items: string[]): string {
    return new Intl.ListFormat(this.locale, { style: "long", type: "conjunction" }).format(items);
  }

  /** An arm's own value. */
  value(metric: string, kind: MetricKind | null, value: number): string {
    if (kind === "proportion") {
      return this.percent(value);
    }
    return metric === "session-seconds" ? this.duration(value) : this.decimal(value, 2);
  }

  /** A difference of two arms, with its sign and unit. */
  difference(metric: string, kind: MetricKind | null, value: number, signed = true): string {
    if (kind === "proportion") {
      return this.messages.unit.points(this.points(value, signed));
    }
    return metric === "session-seconds"
      ? this.messages.unit.seconds(this.decimal(value, 1, signed))
      : this.decimal(value, 2, signed);
  }

  /** A bound of a difference: like the difference, without repeating its unit. */
  bound(metric: string, kind: MetricKind | null, value: number): string {
    if (kind === "proportion") {
      return this.points(value, true);
    }
    return this.decimal(value, metric === "session-seconds" ? 1 : 2, true);
  }

  /** A share as percentage points. */
  points(value: number, signed = false): string {
    return this.decimal(value * 100, 1, signed);
  }

  duration(seconds: number): string {
    if (seconds < 60) {
      return this.messages.unit.seconds(this.decimal(seconds, 1));
    }
    const whole = Math.round(seconds);
    return this.messages.unit.minutes(
      this.whole(Math.floor(whole / 60)),
      this.whole(whole % 60),
    );
  }

  metric(id: string): string {
    const { metric } = this.messages;
    const onDay = retentionDay(id);
    if (onDay !== null) {
      return metric.retentionDay(this.whole(onDay));
    }
    const numbers = (id.match(/\d+/g) ?? []).map((digits) => this.whole(Number(digits)));
    if (/^retention-\d+-\d+$/.test(id)) {
      return metric.retentionBracket(numbers[0] ?? "", numbers[1] ?? "");
    }
    if (/^active-days-\d+$/.test(id)) {
      return metric.activeDays(numbers[0] ?? "");
    }
    if (/^return-days-\d+$/.test(id)) {
      return metric.returnDays(numbers[0] ?? "");
    }
    return id === "session-seconds"
      ? metric.sessionSeconds
      : id === "sessions-per-user"
        ? metric.sessionsPerUser
        : id;
  }

  /** A variant's name where a sentence begins with it. */
  begin(name: string): string {
    return name.charAt(0).toLocaleUpperCase(this.locale) + name.slice(1);
  }
}

/** N of retention-day-N; null for any other metric. */
export function retentionDay(id: string): number | null {
  const match = /^retention-day-(\d+)$/.exec(id);
  return match ? Number(match[1]) : null;
}
