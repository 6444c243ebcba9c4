/**
 * Colours of the variants: the control is quiet, challengers come from the Okabe–Ito palette, which
 * colour-blind people can tell apart. The same place always has the same colour.
 */
const CONTROL = { light: "#5b6470", dark: "#a8b0bb" };
const CHALLENGERS = [
  { light: "#0067a5", dark: "#56b4e9" },
  { light: "#c24a00", dark: "#e69f00" },
  { light: "#007a57", dark: "#3ccf9f" },
  { light: "#a8477f", dark: "#e59cc6" },
];

export function colours(names: string[], control: string, dark: boolean): Map<string, string> {
  const theme = dark ? "dark" : "light";
  const challengers = names.filter((name) => name !== control);
  return new Map(
    names.map((name) => [
      name,
      name === control
        ? CONTROL[theme]
        : CHALLENGERS[challengers.indexOf(name) % CHALLENGERS.length]![theme],
    ]),
  );
}
