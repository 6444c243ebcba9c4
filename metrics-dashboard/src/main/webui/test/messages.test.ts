import { describe, expect, it } from "vitest";
import { choose } from "../src/messages";
import { colours } from "../src/palette";

describe("choose", () => {
  it("takes the first language that there is, and English otherwise", () => {
    expect(choose(["xx-YY", "en-GB"]).locale).toBe("en-GB");
    expect(choose(["xx"]).locale).toBe("en");
    expect(choose([]).locale).toBe("en");
  });
});

describe("colours", () => {
  it("gives every variant its own, and the control the quiet one", () => {
    const light = colours(["control", "a", "b"], "control", false);
    expect(new Set(light.values()).size).toBe(3);
    expect(colours(["a", "control"], "control", false).get("control")).toBe(light.get("control"));
  });
});
