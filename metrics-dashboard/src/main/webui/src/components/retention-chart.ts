import { LitElement, css, html, unsafeCSS, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import uPlot from "uplot";
import uPlotStyles from "uplot/dist/uPlot.min.css?inline";
import type { Curve } from "../api";
import { format, messages } from "../context";
import { columns, type Columns } from "../curves";
import { colours } from "../palette";
import { shared } from "../styles";

const HEIGHT = 320;
const BAND_OPACITY = "26";

/** The retention curves with their intervals, and the same numbers as a table. */
@customElement("holdfast-retention-chart")
export class RetentionChart extends LitElement {
  @property({ attribute: false }) curves: Curve[] = [];
  @property() control = "";
  @state() private reading: number | null = null;
  private chart: uPlot | undefined;
  private shown: Columns = { days: [], variants: [] };
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  private readonly size = new ResizeObserver(() => this.resize());

  static override styles = [
    unsafeCSS(uPlotStyles),
    shared,
    css`
      .explain {
        max-width: 60rem;
        margin: 0.25rem 0 0.75rem;
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1.25rem;
        margin: 0 0 0.5rem;
        padding: 0;
        list-style: none;
      }
      .swatch {
        display: inline-block;
        width: 1.4em;
        height: 0;
        border-top: 3px solid;
        vertical-align: middle;
        margin-inline-end: 0.4em;
      }
      .plot {
        min-height: ${HEIGHT}px;
      }
      .reading {
        min-height: 1.5em;
      }
      details {
        margin-top: 0.75rem;
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
        margin-top: 0.5rem;
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        text-align: end;
        padding: 0.25rem 0.9rem;
        border-bottom: 1px solid var(--line);
        white-space: nowrap;
      }
      th:first-child {
        text-align: start;
        padding-inline-start: 0;
      }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.dark.addEventListener("change", this.redraw);
    this.size.observe(this);
  }

  override disconnectedCallback() {
    this.dark.removeEventListener("change", this.redraw);
    this.size.disconnect();
    this.chart?.destroy();
    this.chart = undefined;
    super.disconnectedCallback();
  }

  protected override updated(changed: PropertyValues<this>) {
    if (changed.has("curves") || changed.has("control")) {
      this.draw();
    }
  }

  private redraw = () => {
    this.requestUpdate();
    this.draw();
  };

  private colours(): Map<string, string> {
    return colours(
      this.curves.map((curve) => curve.name),
      this.control,
      this.dark.matches,
    );
  }

  private plotWidth(): number {
    return Math.max(240, this.renderRoot.querySelector(".plot")?.clientWidth ?? 0);
  }

  private resize() {
    const width = this.plotWidth();
    if (this.chart && this.chart.width !== width) {
      this.chart.setSize({ width, height: HEIGHT });
    }
  }

  private draw() {
    this.chart?.destroy();
    this.chart = undefined;
    this.shown = columns(this.curves);
    const place = this.renderRoot.querySelector<HTMLElement>(".plot");
    if (!place || this.shown.days.length === 0) {
      return;
    }
    const style = getComputedStyle(this);
    const axis = {
      stroke: style.getPropertyValue("--quiet"),
      grid: { stroke: style.getPropertyValue("--line"), width: 1 },
      ticks: { show: false },
      font: "13px system-ui, sans-serif",
      labelFont: "13px system-ui, sans-serif",
      labelSize: 22,
    };
    const colour = this.colours();
    const series: uPlot.Series[] = [{}];
    const bands: uPlot.Band[] = [];
    const data: (number | null)[][] = [this.shown.days];
    for (const variant of this.shown.variants) {
      const stroke = colour.get(variant.name)!;
      bands.push({ series: [series.length + 2, series.length + 1], fill: stroke + BAND_OPACITY });
      series.push(
        { stroke, width: 2.5, points: { show: this.shown.days.length < 20, size: 6 } },
        { stroke: "transparent", points: { show: false } },
        { stroke: "transparent", points: { show: false } },
      );
      data.push(variant.value, variant.lower, variant.upper);
    }
    this.chart = new uPlot(
      {
        width: this.plotWidth(),
        height: HEIGHT,
        legend: { show: false },
        cursor: { y: false, points: { show: false } },
        scales: {
          x: { time: false },
          y: { range: (_chart, _min, max) => [0, Math.min(1, Math.max(0.05, (max ?? 1) * 1.05))] },
        },
        axes: [
          {
            ...axis,
            label: messages.chart.axisDay,
            size: 34,
            incrs: [1, 2, 7, 14],
            values: (_chart, days) => days.map((day) => format.whole(day)),
          },
          {
            ...axis,
            label: messages.chart.axisShare,
            size: 56,
            values: (_chart, shares) => shares.map((share) => format.wholePercent(share)),
          },
        ],
        series,
        bands,
        hooks: { setCursor: [(chart) => (this.reading = chart.cursor.idx ?? null)] },
      },
      data as uPlot.AlignedData,
      place,
    );
  }

  private readingText(): string {
    const row = this.reading;
    if (row === null || this.shown.days[row] === undefined) {
      return messages.chart.hint;
    }
    const readings = this.shown.variants.flatMap((variant) => {
      const [value, lower, upper] = [variant.value[row], variant.lower[row], variant.upper[row]];
      if (value == null) {
        return [];
      }
      return lower == null || upper == null
        ? [messages.chart.readingAlone(variant.name, format.percent(value))]
        : [
            messages.chart.reading(
              variant.name,
              format.percent(value),
              format.percent(lower),
              format.percent(upper),
            ),
          ];
    });
    return [messages.chart.day(format.whole(this.shown.days[row]!)), ...readings].join(" · ");
  }

  override render() {
    const colour = this.colours();
    const days = Math.max(0, ...this.curves.map((curve) => curve.curve.length));
    return html`
      <h2>${messages.chart.title}</h2>
      <p class="explain quiet small">${messages.chart.explain}</p>
      ${days < 2
        ? html`<p class="quiet">${messages.chart.empty}</p>`
        : html`<ul class="legend small">
            ${this.curves.map(
              (curve) =>
                html`<li>
                  <span class="swatch" .style=${`border-color:${colour.get(curve.name)!}`}></span
                  >${curve.name}
                </li>`,
            )}
          </ul>`}
      <div class="plot" aria-hidden="true" ?hidden=${days < 2}></div>
      ${days < 2
        ? ""
        : html`<p class="reading quiet small" aria-hidden="true">${this.readingText()}</p>
            <details>
              <summary>${messages.chart.table}</summary>
              <div class="scroll" tabindex="0" role="region" aria-label=${messages.chart.title}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">${messages.chart.axisDay}</th>
                      ${this.curves.map(
                        (curve) =>
                          html`<th scope="col">${messages.chart.columnReturned(curve.name)}</th>`,
                      )}
                    </tr>
                  </thead>
                  <tbody>
                    ${Array.from({ length: days }, (_, day) => this.row(day))}
                  </tbody>
                </table>
              </div>
            </details>`}
    `;
  }

  private row(day: number) {
    return html`<tr>
      <th scope="row">${format.whole(day)}</th>
      ${this.curves.map((curve) => {
        const point = curve.curve.find((each) => each.day === day);
        return html`<td>
          ${!point || point.value === null
            ? messages.chart.none
            : messages.chart.columnOf(
                format.whole(point.returned),
                format.whole(point.matured),
                format.percent(point.value),
              )}
        </td>`;
      })}
    </tr>`;
  }
}
