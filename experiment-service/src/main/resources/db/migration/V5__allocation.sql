-- Since when exposed users may be elsewhere than their hash says. Null: they are not.
ALTER TABLE experiment ADD COLUMN sticky_since timestamptz;

-- Users that experiments leave out together.
CREATE TABLE holdout (
  name text PRIMARY KEY,
  revision integer NOT NULL,
  share double precision NOT NULL CHECK (share > 0 AND share < 1),
  description text,
  planned_users integer NOT NULL CHECK (planned_users > 0),
  created_at timestamptz NOT NULL
);
ALTER TABLE experiment
  ADD COLUMN holdout_name text REFERENCES holdout,
  ADD COLUMN holdout_share double precision,
  ADD COLUMN holdout_revision integer;
CREATE INDEX experiment_holdout ON experiment (holdout_name) WHERE holdout_name IS NOT NULL;
CREATE INDEX experiment_namespace ON experiment (namespace_name) WHERE namespace_name IS NOT NULL;

-- What users were exposed to first, as the log tells it.
CREATE TABLE sticky_variant (
  user_id text NOT NULL,
  experiment_key text NOT NULL,
  variant text NOT NULL,
  exposed_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, experiment_key)
);
CREATE INDEX sticky_variant_experiment ON sticky_variant (experiment_key);

-- By which coverage grows, and how far it is. The row is the ramp's single-runner lock.
ALTER TABLE experiment ADD COLUMN ramp jsonb;
CREATE TABLE ramp (
  experiment_key text PRIMARY KEY REFERENCES experiment,
  step integer NOT NULL,
  since timestamptz NOT NULL,
  waiting_for text,
  alarms text[] NOT NULL,
  accepted text[] NOT NULL
);
