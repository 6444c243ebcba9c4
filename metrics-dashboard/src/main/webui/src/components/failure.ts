import { html, type TemplateResult } from "lit";
import { ApiError } from "../api";
import { format, messages } from "../context";

/** What went wrong, for a person. */
export function explain(failure: unknown): string {
  if (!(failure instanceof ApiError)) {
    return messages.states.failed(String(failure));
  }
  if (failure.status === 0) {
    return messages.states.unreachable;
  }
  return failure.detail
    ? messages.states.failed(failure.detail)
    : messages.states.failedStatus(format.whole(failure.status));
}

/** The same with a way on. */
export function failureBox(failure: unknown, retry: () => void): TemplateResult {
  return html`<div class="card" role="alert">
    <p>${explain(failure)}</p>
    <p class="after"><button @click=${retry}>${messages.states.retry}</button></p>
  </div>`;
}

/** Whether the person has to sign in again; tells the frame then. */
export function signedOut(failure: unknown, from: EventTarget): boolean {
  const lost = failure instanceof ApiError && failure.status === 401;
  if (lost) {
    from.dispatchEvent(new CustomEvent("signed-out", { bubbles: true, composed: true }));
  }
  return lost;
}
