import { Format } from "./format";
import { locale, messages } from "./messages";

/** The person's language, for the components. */
export { messages };
export const format = new Format(locale, messages);
