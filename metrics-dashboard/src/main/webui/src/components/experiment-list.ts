import { LitElement, css, html } from "lit";
import { customElement, state } from "lit/decorators.js";
import * as api from "../api";
import { format, messages } from "../context";
import { shared } from "../styles";
import { failureBox, signedOut } from "./failure";

/** All experiments that the log knows. */
@customElement("holdfast-experiment-list")
export class ExperimentList extends LitElement {
  @state() private experiments: api.Experiment[] | null = null;
  @state() private failure: unknown = null;

  static override styles = [
    shared,
    css`
      h1 {
        font-size: 1.6rem;
        margin-bottom: 1rem;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 0.75rem;
      }
      a.card {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1.5rem;
        align-items: baseline;
        text-decoration: none;
        color: inherit;
      }
      a.card:hover {
        border-color: var(--line-strong);
      }
      strong {
        margin-inline-end: auto;
      }
      .state {
        border-radius: 999px;
        padding: 0.1rem 0.7rem;
        background: var(--open-fill);
      }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    void this.load();
  }

  private load = async () => {
    this.failure = null;
    try {
      this.experiments = (await api.experiments()).items;
    } catch (failure) {
      if (!signedOut(failure, this)) {
        this.failure = failure;
      }
    }
  };

  override render() {
    return html`<h1>${messages.list.title}</h1>
      ${this.failure
        ? failureBox(this.failure, this.load)
        : this.experiments === null
          ? html`<p role="status" class="quiet">${messages.states.loading}</p>`
          : this.experiments.length === 0
            ? html`<div class="card">
                <h2>${messages.list.emptyTitle}</h2>
                <p class="quiet">${messages.list.empty}</p>
              </div>`
            : html`<ul>
                ${this.experiments.map(
                  (each) =>
                    html`<li>
                      <a class="card" href="#/experiments/${encodeURIComponent(each.key)}">
                        <strong>${each.name || each.key}</strong>
                        <span class="quiet small"
                          >${format.list(each.variants.map((variant) => variant.name))}</span
                        >
                        <span class="quiet small"
                          >${messages.list.exposed(format.whole(each.exposed))}</span
                        >
                        <span class="state small"
                          >${messages.state[each.state] ?? each.state}</span
                        >
                      </a>
                    </li>`,
                )}
              </ul>`}`;
  }
}
