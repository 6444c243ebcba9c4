-- What results tell beyond a variant's mean: segments, covariates from before the exposure, the
-- lengths of sessions, the time until the next visit.

-- When the declared attributes changed last: only what was declared before a user's first exposure
-- may split the results, for a variant can change what comes after.
ALTER TABLE person ADD COLUMN attributes_changed_at timestamptz;

-- Taken once, when the first day after a user's first exposure has elapsed and the anchor no longer
-- moves. active_days and session_seconds are of the 14 days before it; null for new users, who have
-- no such days.
CREATE TABLE profile (
  experiment_number integer NOT NULL,
  user_number bigint NOT NULL,
  segments jsonb NOT NULL,
  active_days double precision,
  session_seconds double precision,
  PRIMARY KEY (user_number, experiment_number)
);

-- The return time of a user: hours from the end of the anchor's session to the start of the next;
-- null while it is awaited, 672 if 28 days passed without one.
CREATE TABLE return_time (
  experiment_number integer NOT NULL,
  user_number bigint NOT NULL,
  session_ended_at timestamptz NOT NULL,
  hour smallint,
  PRIMARY KEY (user_number, experiment_number)
);
CREATE INDEX return_time_awaited ON return_time (user_number) WHERE hour IS NULL;

-- The buckets of a user's session lengths in the first week, ascending, frozen with the outcome.
CREATE TABLE session_length (
  experiment_number integer NOT NULL,
  user_number bigint NOT NULL,
  buckets smallint[] NOT NULL,
  PRIMARY KEY (user_number, experiment_number)
);

-- Outcomes are appended day by day, and those of the last day are read.
CREATE INDEX outcome_frozen ON outcome USING brin (frozen_at) WITH (pages_per_range = 16);

-- Rollups: what the API reads.

CREATE TABLE segment_exposure_rollup (
  experiment_number integer NOT NULL,
  attribute text NOT NULL,
  value text NOT NULL,
  stratum integer NOT NULL,
  variant text NOT NULL,
  users bigint NOT NULL,
  PRIMARY KEY (experiment_number, attribute, value, stratum, variant)
);

CREATE TABLE segment_rollup (
  experiment_number integer NOT NULL,
  attribute text NOT NULL,
  value text NOT NULL,
  stratum integer NOT NULL,
  variant text NOT NULL,
  metric text NOT NULL,
  users bigint NOT NULL,
  sum_x numeric NOT NULL,
  sum_y numeric NOT NULL,
  sum_xx numeric NOT NULL,
  sum_yy numeric NOT NULL,
  sum_xy numeric NOT NULL,
  PRIMARY KEY (experiment_number, attribute, value, stratum, variant, metric)
);

-- Of the users who have covariates: y and x as in metric_rollup, a their active days and s their
-- session seconds before. The others are what is left of metric_rollup.
CREATE TABLE covariate_rollup (
  experiment_number integer NOT NULL,
  stratum integer NOT NULL,
  variant text NOT NULL,
  metric text NOT NULL,
  users bigint NOT NULL,
  sum_y numeric NOT NULL,
  sum_x numeric NOT NULL,
  sum_a numeric NOT NULL,
  sum_s numeric NOT NULL,
  sum_yy numeric NOT NULL,
  sum_xy numeric NOT NULL,
  sum_xx numeric NOT NULL,
  sum_ay numeric NOT NULL,
  sum_ax numeric NOT NULL,
  sum_aa numeric NOT NULL,
  sum_sy numeric NOT NULL,
  sum_sx numeric NOT NULL,
  sum_sa numeric NOT NULL,
  sum_ss numeric NOT NULL,
  PRIMARY KEY (experiment_number, stratum, variant, metric)
);

-- With y(b) a user's sessions no longer than bucket b and x all of them: what Σ y, Σ y² and Σ xy grow
-- by from bucket b − 1 to b. Added up to b they are the moments of a ratio clustered by user.
CREATE TABLE session_length_rollup (
  experiment_number integer NOT NULL,
  stratum integer NOT NULL,
  variant text NOT NULL,
  bucket smallint NOT NULL,
  grown_y bigint NOT NULL,
  grown_yy bigint NOT NULL,
  grown_xy bigint NOT NULL,
  PRIMARY KEY (experiment_number, stratum, variant, bucket)
);

CREATE TABLE return_rollup (
  experiment_number integer NOT NULL,
  stratum integer NOT NULL,
  variant text NOT NULL,
  hour smallint NOT NULL,
  users bigint NOT NULL,
  PRIMARY KEY (experiment_number, stratum, variant, hour)
);

-- Users who are awaited, by the hour in which the anchor's session ended.
CREATE TABLE return_awaited_rollup (
  experiment_number integer NOT NULL,
  stratum integer NOT NULL,
  variant text NOT NULL,
  ended_hour timestamptz NOT NULL,
  users bigint NOT NULL,
  PRIMARY KEY (experiment_number, stratum, variant, ended_hour)
);
