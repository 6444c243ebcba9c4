import { LitElement, css, html, nothing, type PropertyValues } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import * as api from "../api";
import { format, messages } from "../context";
import { headline } from "../headline";
import { shared } from "../styles";
import { failureBox, signedOut } from "./failure";
import "./health-marks";
import "./lift-table";
import "./retention-chart";

const REFRESH_MILLIS = 5_000;

interface Loaded {
  experiment: api.Experiment;
  results: api.Results;
  retention: api.Retention;
}

/** One experiment: the answer first, then the curves, the numbers and how far to trust them. */
@customElement("holdfast-experiment-page")
export class ExperimentPage extends LitElement {
  @property() experimentKey = "";
  @state() private loaded: Loaded | null = null;
  @state() private failure: unknown = null;
  private timer: number | undefined;

  static override styles = [
    shared,
    css`
      .head {
        display: grid;
        gap: 0.6rem;
        margin: 0.75rem 0 1.5rem;
      }
      .title {
        font-size: 1rem;
        font-weight: 600;
        color: var(--quiet);
      }
      h1 {
        font-size: clamp(1.5rem, 4vw, 2.2rem);
        line-height: 1.2;
        letter-spacing: -0.01em;
        text-wrap: balance;
      }
      .better {
        color: var(--good);
      }
      .worse {
        color: var(--bad);
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem 1.25rem;
      }
      .alarm {
        background: var(--bad-fill);
        color: var(--bad);
        border-radius: 10px;
        padding: 0.75rem 1rem;
        font-weight: 600;
      }
      .stack {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 1.25rem;
      }
      .failed {
        margin-top: 1rem;
      }
    `,
  ];

  override connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => {
      if (!document.hidden && this.loaded) {
        void this.load(true);
      }
    }, REFRESH_MILLIS);
  }

  override disconnectedCallback() {
    clearInterval(this.timer);
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.has("experimentKey")) {
      this.loaded = null;
      void this.load();
    }
  }

  /** A refresh that fails leaves what is shown. */
  private load = async (quietly = false) => {
    const key = this.experimentKey;
    if (!quietly) {
      this.failure = null;
    }
    try {
      const [experiment, results, retention] = await Promise.all([
        api.experiment(key),
        api.results(key),
        api.retention(key),
      ]);
      if (key === this.experimentKey) {
        this.loaded = { experiment, results, retention };
      }
    } catch (failure) {
      if (!signedOut(failure, this) && !quietly && key === this.experimentKey) {
        this.failure = failure;
      }
    }
  };

  override render() {
    return html`<nav><a href="#/">← ${messages.experiment.back}</a></nav>
      ${this.failure
        ? html`<div class="failed">${failureBox(this.failure, () => this.load())}</div>`
        : this.loaded === null
          ? html`<p role="status" class="quiet">${messages.states.loading}</p>`
          : this.page(this.loaded)}`;
  }

  private page({ experiment, results, retention }: Loaded) {
    const head = headline(results, messages, format);
    return html`
      <div class="head">
        <p class="title">${experiment.name || experiment.key} · ${this.when(experiment)}</p>
        ${results.untrustworthy.length > 0
          ? html`<p class="alarm" role="alert">
              ${messages.headline.untrustworthy}:
              ${messages.health.because(
                format.list(
                  results.untrustworthy.map((reason) => messages.health.reason[reason] ?? reason),
                ),
              )}
            </p>`
          : nothing}
        <h1 data-testid="headline" class=${head.tone}>${head.text}</h1>
        ${head.detail ? html`<p>${head.detail}</p>` : nothing}
        <p class="facts quiet small">
          <span>${this.matured(results)}</span>
          <span>${messages.experiment.planned(format.whole(experiment.plannedUsers))}</span>
          <span
            >${results.evaluatedThrough
              ? messages.experiment.through(format.date(results.evaluatedThrough))
              : messages.experiment.notEvaluated}</span
          >
          <span data-testid="decision">${this.decision(experiment)}</span>
        </p>
      </div>
      <div class="stack">
        <holdfast-retention-chart
          class="card"
          .curves=${retention.variants}
          .control=${experiment.control}
        ></holdfast-retention-chart>
        <holdfast-lift-table class="card" .results=${results}></holdfast-lift-table>
        <holdfast-health-marks class="card" .results=${results}></holdfast-health-marks>
      </div>
    `;
  }

  private when(experiment: api.Experiment): string {
    const state = messages.state[experiment.state] ?? experiment.state;
    if (!experiment.startedAt) {
      return state;
    }
    const from = format.date(experiment.startedAt);
    return experiment.stoppedAt
      ? `${state}, ${messages.experiment.fromTo(from, format.date(experiment.stoppedAt))}`
      : `${state} ${messages.experiment.since(from)}`;
  }

  private matured(results: api.Results): string {
    const exposed = results.exposures.reduce((sum, each) => sum + each.users, 0);
    return messages.experiment.maturedOf(
      format.whole(results.matured.users),
      format.whole(exposed),
      format.metric(results.matured.metric),
    );
  }

  private decision({ lastDecision }: api.Experiment): string {
    if (!lastDecision) {
      return messages.experiment.undecided;
    }
    const date = format.date(lastDecision.decidedAt);
    const say = messages.experiment.decision[lastDecision.action];
    return say
      ? say(lastDecision.model ?? "", date)
      : messages.experiment.decisionOther(lastDecision.action, date);
  }
}
