import { LitElement, css, html } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { MetricResult, Results, VariantResult } from "../api";
import { format, messages } from "../context";
import { shared } from "../styles";

/** Every metric of every challenger against the control. */
@customElement("holdfast-lift-table")
export class LiftTable extends LitElement {
  @property({ attribute: false }) results!: Results;

  static override styles = [
    shared,
    css`
      .explain {
        margin: 0.25rem 0 0.75rem;
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      caption {
        text-align: start;
        font-weight: 600;
        padding: 0.75rem 0 0.25rem;
      }
      th,
      td {
        text-align: end;
        padding: 0.55rem 0.75rem;
        border-bottom: 1px solid var(--line);
        white-space: nowrap;
      }
      th {
        font-weight: 600;
      }
      thead th {
        color: var(--quiet);
        font-size: 0.875rem;
      }
      th:first-child {
        text-align: start;
        padding-inline-start: 0;
        white-space: normal;
        min-width: 9rem;
      }
      td:last-child,
      th:last-child {
        padding-inline-end: 0;
      }
      .mark {
        border-radius: 999px;
        padding: 0.1rem 0.6rem;
        margin-inline-start: 0.5rem;
        font-size: 0.8rem;
        background: var(--open-fill);
      }
      .mark.better {
        background: var(--good-fill);
        color: var(--good);
      }
      .mark.worse {
        background: var(--bad-fill);
        color: var(--bad);
      }
      .success {
        display: block;
        font-weight: 400;
        font-size: 0.8rem;
        color: var(--quiet);
      }
    `,
  ];

  override render() {
    const challengers = this.results.metrics[0]?.variants.map((variant) => variant.name) ?? [];
    return html`
      <h2>${messages.table.title}</h2>
      <p class="explain quiet small">${messages.table.explain}</p>
      ${challengers.map((name) => this.table(name, challengers.length > 1))}
    `;
  }

  private table(name: string, many: boolean) {
    const { metrics } = this.results;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${messages.table.title}>
      <table>
        <caption class=${many ? "" : "hidden"}>
          ${name}
        </caption>
        <thead>
          <tr>
            <th scope="col">${messages.table.metric}</th>
            <th scope="col">${messages.table.control(metrics[0]!.control.name)}</th>
            <th scope="col">${name}</th>
            <th scope="col">${messages.table.difference}</th>
            <th scope="col">${messages.table.relative}</th>
            <th scope="col">${messages.table.interval}</th>
            <th scope="col">${messages.table.users}</th>
          </tr>
        </thead>
        <tbody>
          ${metrics.map((metric) => {
            const variant = metric.variants.find((each) => each.name === name);
            return variant ? this.row(metric, variant) : "";
          })}
        </tbody>
      </table>
    </div>`;
  }

  private row(metric: MetricResult, variant: VariantResult) {
    const none = messages.table.none;
    const value = (number: number | null) =>
      number === null ? none : format.value(metric.name, metric.kind, number);
    return html`<tr>
      <th scope="row">
        ${format.metric(metric.name)}
        ${metric.name === this.results.matured.metric
          ? html`<span class="success">${messages.table.success}</span>`
          : ""}
      </th>
      <td>${value(metric.control.value)}</td>
      <td>${value(variant.value)}</td>
      ${variant.status === "inconclusive"
        ? html`<td colspan="3" class="quiet">
            ${messages.table.reason[variant.reason ?? ""] ?? variant.reason ?? none}
          </td>`
        : html`<td>
              ${variant.difference === null
                ? none
                : format.difference(metric.name, metric.kind, variant.difference)}
            </td>
            <td>
              ${variant.relativeLift === null ? none : format.percent(variant.relativeLift, true)}
            </td>
            <td>${this.interval(metric, variant)}</td>`}
      <td>
        ${messages.table.usersOf(format.whole(metric.control.n), format.whole(variant.n))}
      </td>
    </tr>`;
  }

  private interval(metric: MetricResult, variant: VariantResult) {
    if (variant.alwaysValidInterval === null) {
      return messages.table.none;
    }
    const [lower, upper] = variant.alwaysValidInterval;
    const mark = lower > 0 ? "better" : upper < 0 ? "worse" : "open";
    return html`${messages.table.range(
        format.bound(metric.name, metric.kind, lower),
        format.bound(metric.name, metric.kind, upper),
      )}
      <span class="mark ${mark}">${messages.table[mark]}</span>`;
  }
}
