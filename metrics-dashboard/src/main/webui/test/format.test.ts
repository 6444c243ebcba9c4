import { describe, expect, it } from "vitest";
import { Format, retentionDay } from "../src/format";
import { en } from "../src/messages/en";

const format = new Format("en", en);

describe("Format", () => {
  it("writes shares, points and seconds", () => {
    expect(format.percent(0.3014)).toBe("30.1%");
    expect(format.percent(0.605, true)).toBe("+60.5%");
    expect(format.points(0.1824)).toBe("18.2");
    expect(format.points(-0.0004, true)).toBe("0.0");
    expect(format.difference("retention-day-7", "proportion", -0.05)).toBe("-5.0 points");
    expect(format.difference("session-seconds", "ratio", 12.34)).toBe("+12.3 s");
    expect(format.difference("sessions-per-user", "mean", 0.5)).toBe("+0.50");
    expect(format.value("session-seconds", "ratio", 184.2)).toBe("3 min 4 s");
    expect(format.value("session-seconds", "ratio", 59.94)).toBe("59.9 s");
    expect(format.value("active-days-28", "mean", 3)).toBe("3.00");
  });

  it("groups and separates as the language does", () => {
    expect(format.whole(12345)).toBe("12,345");
    expect(new Format("de", en).percent(0.301)).toBe("30,1\u00a0%");
  });

  it("writes dates in UTC", () => {
    expect(format.date("2026-02-05T00:00:00Z")).toBe("Feb 5, 2026");
  });

  it("writes small probabilities by their order", () => {
    expect(format.probability(0.41)).toBe("0.410");
    expect(format.probability(0.00001)).toBe("1E-5");
  });

  it("names metrics, and keeps the id of one it does not know", () => {
    expect(format.metric("retention-day-7")).toBe("Back on day 7");
    expect(format.metric("retention-7-14")).toBe("Back on days 7 to 14");
    expect(format.metric("active-days-28")).toBe("Active days in 28");
    expect(format.metric("return-days-14")).toBe("Days until the return, up to 14");
    expect(format.metric("session-seconds")).toBe("Session length");
    expect(format.metric("something-else")).toBe("something-else");
  });

  it("reads the day of a retention metric", () => {
    expect(retentionDay("retention-day-14")).toBe(14);
    expect(retentionDay("retention-1-2")).toBeNull();
  });
});
