import { LitElement, css, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import * as api from "../api";
import { messages } from "../context";
import { shared } from "../styles";
import { explain } from "./failure";

/** Asks for an API key. The key goes to the service once and is not kept here. */
@customElement("holdfast-sign-in")
export class SignIn extends LitElement {
  @state() private busy = false;
  @state() private problem = "";

  static override styles = [
    shared,
    css`
      form {
        max-width: 26rem;
        margin: 8vh auto 0;
        display: grid;
        gap: 0.9rem;
      }
      h1 {
        font-size: 1.4rem;
      }
      label {
        font-weight: 600;
      }
      input {
        font: inherit;
        width: 100%;
        padding: 0.6rem 0.75rem;
        border: 1px solid var(--line-strong);
        border-radius: 8px;
        background: var(--page);
        color: var(--text);
      }
      .problem {
        color: var(--bad);
      }
    `,
  ];

  private submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const input = this.renderRoot.querySelector("input")!;
    this.busy = true;
    this.problem = "";
    try {
      const person = await api.signIn(input.value);
      this.dispatchEvent(
        new CustomEvent("signed-in", { detail: person, bubbles: true, composed: true }),
      );
    } catch (failure) {
      const status = failure instanceof api.ApiError ? failure.status : -1;
      this.problem =
        status === 401
          ? messages.signIn.unknown
          : status === 403
            ? messages.signIn.forbidden
            : explain(failure);
      input.focus();
    } finally {
      this.busy = false;
    }
  };

  override render() {
    return html`
      <form class="card" @submit=${this.submit}>
        <h1>${messages.signIn.title}</h1>
        <p class="quiet" id="explain">${messages.signIn.explain}</p>
        <label for="key">${messages.signIn.label}</label>
        <input
          id="key"
          name="key"
          type="password"
          autocomplete="current-password"
          required
          aria-describedby="explain problem"
          aria-invalid=${this.problem ? "true" : "false"}
        />
        <p class="problem" id="problem" role="alert">${this.problem || nothing}</p>
        <button class="primary" ?disabled=${this.busy}>
          ${this.busy ? messages.signIn.busy : messages.signIn.button}
        </button>
      </form>
    `;
  }
}
