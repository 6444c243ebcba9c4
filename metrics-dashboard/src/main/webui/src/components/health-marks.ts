import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Results } from "../api";
import { format, messages } from "../context";
import { shared } from "../styles";

/** Whether anything speaks against the results. */
@customElement("holdfast-health-marks")
export class HealthMarks extends LitElement {
  @property({ attribute: false }) results!: Results;

  static override styles = [
    shared,
    css`
      dl {
        margin: 0.5rem 0 0;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0.15rem 1rem;
        padding: 0.55rem 0;
        border-bottom: 1px solid var(--line);
      }
      .row:last-child {
        border-bottom: 0;
        padding-bottom: 0;
      }
      dt {
        flex: 1 1 18rem;
      }
      dd {
        margin: 0;
      }
      .detail {
        flex: 2 1 14rem;
      }
      .mark {
        border-radius: 999px;
        padding: 0.1rem 0.7rem;
        font-size: 0.85rem;
        background: var(--good-fill);
        color: var(--good);
      }
      .mark.alarm {
        background: var(--bad-fill);
        color: var(--bad);
        font-weight: 600;
      }
    `,
  ];

  override render() {
    const { results } = this;
    const bad = new Set(results.untrustworthy);
    const split = results.exposures
      .map((each) => `${each.variant} ${format.whole(each.users)}`)
      .join(" / ");
    const late =
      results.lateIgnored > 0
        ? `${format.whole(results.lateCorrections)} · ${messages.health.ignored(format.whole(results.lateIgnored))}`
        : format.whole(results.lateCorrections);
    return html`
      <h2>${messages.health.title}</h2>
      <dl>
        ${this.row(
          messages.health.srm,
          messages.health.srmDetail(split, format.probability(results.srm.sequentialP)),
          bad.has("sample-ratio-mismatch"),
        )}
        ${this.row(
          messages.health.switchers,
          format.whole(results.switchers),
          bad.has("switchers"),
        )}
        ${this.row(messages.health.late, late, bad.has("late-corrections"))}
        ${this.row(
          messages.health.weights,
          results.periods > 1
            ? messages.health.weightsChanged(format.whole(results.periods))
            : messages.health.weightsSame,
          false,
        )}
      </dl>
    `;
  }

  private row(title: string, detail: string, alarm: boolean) {
    return html`<div class="row">
      <dt>${title}</dt>
      <dd class="detail quiet small">${detail}</dd>
      <dd>
        <span class="mark ${alarm ? "alarm" : ""}"
          >${alarm ? messages.health.alarm : messages.health.fine}</span
        >
      </dd>
    </div>`;
  }
}
