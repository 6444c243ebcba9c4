-- Since when exposed users may be elsewhere than their hash says. Null: they are not.
ALTER TABLE experiment ADD COLUMN sticky_since timestamptz;

-- Users that experiments leave out together. What an experiment has of it is as at its start.
CREATE TABLE holdout (
  name text PRIMARY KEY,
  revision integer NOT NULL,
  share double precision NOT NULL CHECK (share > 0 AND share < 1),
  description text,
  planned_users integer NOT NULL CHECK (planned_users > 0),
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
ALTER TABLE experiment
  ADD COLUMN holdout_name text REFERENCES holdout,
  ADD COLUMN holdout_share double precision,
  ADD COLUMN holdout_revision integer;
CREATE INDEX experiment_holdout ON experiment (holdout_name) WHERE holdout_name IS NOT NULL;

-- What users were exposed to first, as the log tells it.
CREATE TABLE sticky_variant (
  user_id text NOT NULL,
  experiment_key text NOT NULL,
  variant text NOT NULL,
  exposed_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, experiment_key)
);
CREATE INDEX sticky_variant_experiment ON sticky_variant (experiment_key);
