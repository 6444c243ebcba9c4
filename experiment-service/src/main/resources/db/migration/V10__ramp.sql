-- How an experiment's coverage grows. Null: only by hand.
ALTER TABLE experiment ADD COLUMN ramp jsonb;

-- How far an experiment's ramp is. The row is the ramp's single-runner lock.
CREATE TABLE ramp (
  experiment_key text PRIMARY KEY REFERENCES experiment,
  step integer NOT NULL,
  since timestamptz NOT NULL,
  held_reason text,
  held_at timestamptz,
  alarm boolean NOT NULL DEFAULT false,
  resumed_at timestamptz,
  resumed_by text,
  resumed_reason text
);
