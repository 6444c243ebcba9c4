/** The API of metrics-dashboard as the page sees it: bodies, and errors as problems. */

export type Bounds = [number, number];

export interface Arm {
  name: string;
  n: number;
  value: number | null;
  valueInterval: Bounds | null;
}

export interface VariantResult extends Arm {
  status: "estimate" | "inconclusive";
  reason: string | null;
  difference: number | null;
  relativeLift: number | null;
  standardError: number | null;
  interval: Bounds | null;
  p: number | null;
  alwaysValidInterval: Bounds | null;
}

export type MetricKind = "proportion" | "mean" | "ratio" | "survival";

export interface MetricResult {
  name: string;
  kind: MetricKind | null;
  control: Arm;
  variants: VariantResult[];
}

export interface VariantUsers {
  variant: string;
  users: number;
}

export interface Results {
  key: string;
  revision: number;
  watermark: string | null;
  evaluatedThrough: string | null;
  switchers: number;
  lateCorrections: number;
  lateIgnored: number;
  untrustworthy: string[];
  periods: number;
  exposures: VariantUsers[];
  matured: { metric: string; users: number; variants: VariantUsers[] };
  srm: { chiSquare: number | null; p: number | null; healthy: boolean; sequentialP: number };
  metrics: MetricResult[];
}

export interface CurvePoint {
  day: number;
  returned: number;
  matured: number;
  value: number | null;
  interval: Bounds | null;
}

export interface Curve {
  name: string;
  curve: CurvePoint[];
}

export interface Retention {
  key: string;
  watermark: string | null;
  evaluatedThrough: string | null;
  variants: Curve[];
}

export interface Decision {
  action: string;
  model: string | null;
  reasons: string[];
  watermark: string;
  decidedAt: string;
}

export interface Experiment {
  key: string;
  name: string;
  state: string;
  revision: number;
  scenario: string;
  control: string;
  variants: { name: string; weight: number; model: string | null }[];
  successMetric: string;
  alpha: number;
  plannedUsers: number;
  minimumUsers: number;
  minimumDays: number;
  startedAt: string | null;
  stoppedAt: string | null;
  exposed: number;
  lastDecision: Decision | null;
}

export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

/** What went wrong: the status, and what the problem body says. 0 if nothing answered. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly detail: string | null,
  ) {
    super(`${status} ${detail ?? ""}`);
  }
}

async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: "same-origin", ...init });
  } catch {
    throw new ApiError(0, null);
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => null);
    throw new ApiError(response.status, typeof problem?.detail === "string" ? problem.detail : null);
  }
  return (response.status === 204 ? undefined : await response.json()) as T;
}

function post<T>(path: string, body?: unknown): Promise<T> {
  return call<T>(path, {
    method: "POST",
    ...(body === undefined
      ? {}
      : { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }),
  });
}

export const session = () => call<{ id: string }>("/ui/session");
export const signIn = (apiKey: string) => post<{ id: string }>("/ui/sign-in", { apiKey });
export const signOut = () => post<void>("/ui/sign-out");
export const experiments = () => call<Page<Experiment>>("/v1/experiments?limit=200");

const at = (key: string) => `/v1/experiments/${encodeURIComponent(key)}`;
export const experiment = (key: string) => call<Experiment>(at(key));
export const results = (key: string) => call<Results>(`${at(key)}/results`);
export const retention = (key: string) => call<Retention>(`${at(key)}/retention`);
