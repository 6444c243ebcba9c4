import { LitElement, css, html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import * as api from "../api";
import { messages } from "../context";
import { shared } from "../styles";
import "./experiment-list";
import "./experiment-page";
import "./sign-in";

type Person = "unknown" | "nobody" | { id: string };

/** The frame: who is signed in, and which page the address names. */
@customElement("holdfast-app")
export class App extends LitElement {
  @state() private person: Person = "unknown";
  @state() private experimentKey: string | null = null;

  static override styles = [
    shared,
    css`
      header {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        padding: 0.75rem clamp(1rem, 4vw, 2rem);
        background: var(--card);
        border-bottom: 1px solid var(--line);
      }
      header a {
        font-weight: 700;
        text-decoration: none;
        color: var(--text);
        margin-inline-end: auto;
      }
      main {
        max-width: 72rem;
        margin: 0 auto;
        padding: clamp(1rem, 4vw, 2rem);
      }
      .skip {
        position: absolute;
        inset-inline-start: -999rem;
      }
      .skip:focus {
        inset-inline-start: 1rem;
        background: var(--card);
        padding: 0.5rem;
      }
      @media (max-width: 30rem) {
        .who {
          display: none;
        }
      }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    addEventListener("hashchange", this.route);
    this.route();
    void api
      .session()
      .then((person) => (this.person = person))
      .catch(() => (this.person = "nobody"));
  }

  override disconnectedCallback() {
    removeEventListener("hashchange", this.route);
    super.disconnectedCallback();
  }

  private route = () => {
    const match = /^#\/experiments\/(.+)$/.exec(location.hash);
    this.experimentKey = match ? decodeURIComponent(match[1]!) : null;
    document.title = this.experimentKey
      ? `${this.experimentKey} · ${messages.app.name}`
      : messages.app.name;
  };

  private signOut = async () => {
    await api.signOut().catch(() => undefined);
    this.person = "nobody";
  };

  private lost = () => (this.person = "nobody");

  override render() {
    const signedIn = typeof this.person === "object";
    return html`
      <a class="skip" href="#content" @click=${this.toContent}>${messages.app.skip}</a>
      <header>
        <a href="#/">${messages.app.name}</a>
        ${typeof this.person === "object"
          ? html`<span class="who quiet small">${messages.app.signedInAs(this.person.id)}</span>
              <button @click=${this.signOut}>${messages.app.signOut}</button>`
          : nothing}
      </header>
      <main id="content" tabindex="-1" @signed-out=${this.lost}>
        ${this.person === "unknown"
          ? html`<p role="status" class="quiet">${messages.states.loading}</p>`
          : !signedIn
            ? html`<holdfast-sign-in
                @signed-in=${(event: CustomEvent<{ id: string }>) => (this.person = event.detail)}
              ></holdfast-sign-in>`
            : this.experimentKey === null
              ? html`<holdfast-experiment-list></holdfast-experiment-list>`
              : html`<holdfast-experiment-page
                  .experimentKey=${this.experimentKey}
                ></holdfast-experiment-page>`}
      </main>
    `;
  }

  private toContent = (event: Event) => {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>("#content")?.focus();
  };
}
