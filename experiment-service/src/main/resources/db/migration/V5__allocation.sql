-- Since when exposed users may be elsewhere than their hash says. Null: they are not.
ALTER TABLE experiment ADD COLUMN sticky_since timestamptz;

-- What users were exposed to first, as the log tells it.
CREATE TABLE sticky_variant (
  user_id text NOT NULL,
  experiment_key text NOT NULL,
  variant text NOT NULL,
  exposed_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, experiment_key)
);
CREATE INDEX sticky_variant_experiment ON sticky_variant (experiment_key);
