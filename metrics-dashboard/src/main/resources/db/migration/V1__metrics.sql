-- Rollups of metrics-dashboard. Runs as holdfast_metrics in schema metrics.
--
-- Everything here follows from the event log and can be rebuilt from it, but for the journal
-- `evaluation`, which remembers at which positions of the log the days were evaluated in wall time.
-- Day n after first exposure is always 24 hours, never a calendar day; `day` of a product-wide
-- table is a calendar day in UTC.

-- Users by a small dense number, so that sets of users can be bitmaps.
CREATE TABLE person (
  user_number bigint PRIMARY KEY,
  user_id text NOT NULL UNIQUE,
  first_active_on date,
  attributes jsonb,
  attributes_revision bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 90);

-- Who was active on a day, and whose first active day it is: portable Roaring bitmaps of the user
-- numbers, each row those from 65,536 * chunk on. They are compressed already.
CREATE TABLE activity (
  day date NOT NULL,
  chunk integer NOT NULL,
  users bytea NOT NULL,
  PRIMARY KEY (chunk, day)
);
ALTER TABLE activity ALTER COLUMN users SET STORAGE EXTERNAL;

CREATE TABLE cohort (
  day date NOT NULL,
  chunk integer NOT NULL,
  users bytea NOT NULL,
  PRIMARY KEY (chunk, day)
);
ALTER TABLE cohort ALTER COLUMN users SET STORAGE EXTERNAL;

-- A session only ever grows at its ends: room is left for its row to stay in its page. Rows come
-- nearly in order of time, so a block-range index finds those of a day.
CREATE TABLE session (
  user_number bigint NOT NULL,
  cluster_start timestamptz NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  interactions bigint NOT NULL,
  PRIMARY KEY (user_number, first_at)
) WITH (fillfactor = 90);
CREATE INDEX session_time ON session USING brin (first_at) WITH (pages_per_range = 16);

-- An experiment as the log told it last; without a definition while only exposures named it.
-- take_anew: at the next evaluation, outcomes of users who matured before it are due too.
CREATE TABLE experiment (
  experiment_number integer PRIMARY KEY,
  key text NOT NULL UNIQUE,
  revision integer NOT NULL DEFAULT 0,
  definition jsonb,
  sequential_p double precision NOT NULL DEFAULT 1,
  late_ignored bigint NOT NULL DEFAULT 0,
  take_anew boolean NOT NULL DEFAULT false
);

-- Revisions of one stratum have the same weights.
CREATE TABLE experiment_revision (
  experiment_number integer NOT NULL,
  revision integer NOT NULL,
  stratum integer NOT NULL,
  weights jsonb NOT NULL,
  PRIMARY KEY (experiment_number, revision)
);

-- A user's first exposure. entered_at is the evaluation it came after: nothing of it was counted
-- then, everything that has matured since was counted by the evaluations that followed. So no row
-- is written as time passes. Bit n tells whether the user was active on day n after the exposure,
-- for the days that have matured: active_days as the log tells it now, returned_days as the
-- retention curves do, without what came too late to correct them.
CREATE TABLE exposure (
  experiment_number integer NOT NULL,
  user_number bigint NOT NULL,
  variant text NOT NULL,
  stratum integer NOT NULL,
  revision integer NOT NULL,
  first_exposed_at timestamptz NOT NULL,
  entered_at timestamptz,
  switched boolean NOT NULL,
  corrected boolean NOT NULL DEFAULT false,
  returned_days bigint NOT NULL DEFAULT 0,
  active_days bigint NOT NULL DEFAULT 0,
  context jsonb,
  PRIMARY KEY (user_number, experiment_number)
) WITH (fillfactor = 90);
CREATE INDEX exposure_time ON exposure USING brin (first_exposed_at) WITH (pages_per_range = 16);

-- What a matured user contributes to a metric. numerator and denominator are frozen for inference;
-- the corrected ones take in what came late and are descriptive.
CREATE TABLE outcome (
  experiment_number integer NOT NULL,
  metric text NOT NULL,
  user_number bigint NOT NULL,
  numerator double precision NOT NULL,
  denominator double precision NOT NULL,
  matured_at timestamptz NOT NULL,
  frozen_at timestamptz NOT NULL,
  corrected_numerator double precision,
  corrected_denominator double precision,
  PRIMARY KEY (user_number, experiment_number, metric)
);

-- Rollups: what the API reads.

CREATE TABLE exposure_rollup (
  experiment_number integer NOT NULL,
  stratum integer NOT NULL,
  variant text NOT NULL,
  users bigint NOT NULL,
  switchers bigint NOT NULL,
  corrected bigint NOT NULL,
  PRIMARY KEY (experiment_number, stratum, variant)
);

-- Sufficient statistics of the frozen outcomes. Sums are numeric and therefore exact: in any order,
-- and after users were taken out again.
CREATE TABLE metric_rollup (
  experiment_number integer NOT NULL,
  stratum integer NOT NULL,
  variant text NOT NULL,
  metric text NOT NULL,
  users bigint NOT NULL,
  sum_x numeric NOT NULL,
  sum_y numeric NOT NULL,
  sum_xx numeric NOT NULL,
  sum_yy numeric NOT NULL,
  sum_xy numeric NOT NULL,
  PRIMARY KEY (experiment_number, stratum, variant, metric)
);

CREATE TABLE retention_rollup (
  experiment_number integer NOT NULL,
  stratum integer NOT NULL,
  variant text NOT NULL,
  day smallint NOT NULL,
  matured bigint NOT NULL,
  returned bigint NOT NULL,
  PRIMARY KEY (experiment_number, stratum, variant, day)
);

CREATE TABLE daily (
  day date PRIMARY KEY,
  active_users bigint NOT NULL,
  interactions bigint NOT NULL,
  sessions bigint NOT NULL,
  session_seconds numeric NOT NULL
);

-- Entry k of active_days_7 and active_days_28: users active on exactly k of the days that end here.
CREATE TABLE stickiness (
  day date PRIMARY KEY,
  daily_active bigint NOT NULL,
  weekly_active bigint NOT NULL,
  monthly_active bigint NOT NULL,
  active_days_7 bigint[] NOT NULL,
  active_days_28 bigint[] NOT NULL
);

-- Users whose first active day is cohort_day and who were active on day.
CREATE TABLE cohort_retention (
  cohort_day date NOT NULL,
  day date NOT NULL,
  returned bigint NOT NULL,
  PRIMARY KEY (cohort_day, day)
);
CREATE INDEX cohort_retention_day ON cohort_retention (day);

-- Days already rolled up whose activity has changed since.
CREATE TABLE stale_day (
  day date PRIMARY KEY
);

-- For display.

CREATE TABLE decision (
  event_id uuid PRIMARY KEY,
  experiment_key text NOT NULL,
  action text NOT NULL,
  model text,
  previous_model text,
  reasons text[] NOT NULL,
  watermark timestamptz NOT NULL,
  decided_at timestamptz NOT NULL
);
CREATE INDEX decision_experiment ON decision (experiment_key, decided_at);

CREATE TABLE model_activation (
  event_id uuid PRIMARY KEY,
  model text NOT NULL,
  previous_model text,
  decision_id uuid,
  actor text,
  activated_at timestamptz NOT NULL
);

-- Where the evaluation stands: one row.
CREATE TABLE progress (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  event_time timestamptz,
  evaluated_through timestamptz
);
INSERT INTO progress DEFAULT VALUES;

-- After which position of the log each watermark day was evaluated. Kept when all else is rebuilt.
CREATE TABLE evaluation (
  watermark_day timestamptz PRIMARY KEY,
  position bigint NOT NULL
);

-- Exposures and how many of their days were counted: at most 60, the length of a retention curve.
CREATE VIEW exposure_standing AS
  SELECT e.*,
    CASE WHEN e.entered_at IS NOT DISTINCT FROM p.evaluated_through THEN 0
      ELSE greatest(0, least(60,
        floor(extract(epoch FROM p.evaluated_through - e.first_exposed_at) / 86400)))::int
    END AS matured_days
  FROM exposure e CROSS JOIN progress p;
