import { en, type Messages } from "./en";

/** The languages there are; add one by adding its file here. */
const CATALOGUES: Record<string, Messages> = { en };

/** The first of the person's languages that there is a catalogue for; English otherwise. */
export function choose(languages: readonly string[]): { locale: string; messages: Messages } {
  for (const locale of languages) {
    const messages = CATALOGUES[locale.toLowerCase().split("-")[0] ?? ""];
    if (messages) {
      return { locale, messages };
    }
  }
  return { locale: "en", messages: en };
}

const chosen = choose(typeof navigator === "undefined" ? [] : navigator.languages);

export const messages = chosen.messages;
export const locale = chosen.locale;
