-- Experiments, their decisions and who changed what. Runs as holdfast_experiment in its own schema.

CREATE TABLE experiment (
  key text PRIMARY KEY,
  revision integer NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'running', 'paused', 'stopped', 'archived')),
  name text NOT NULL,
  scenario text NOT NULL,
  coverage double precision NOT NULL CHECK (coverage > 0 AND coverage <= 1),
  control text NOT NULL,
  policy jsonb NOT NULL,
  planned_users integer NOT NULL CHECK (planned_users > 0),
  namespace_name text,
  namespace_start double precision,
  namespace_end double precision,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  started_at timestamptz,
  stopped_at timestamptz
);
CREATE INDEX experiment_state ON experiment (state, key);

CREATE SEQUENCE variant_seq INCREMENT BY 50;
CREATE TABLE variant (
  id bigint PRIMARY KEY,
  experiment_key text NOT NULL REFERENCES experiment,
  position integer NOT NULL,
  name text NOT NULL,
  weight double precision NOT NULL CHECK (weight > 0 AND weight <= 1),
  model_name text NOT NULL,
  -- Absent until the experiment starts, if a draft leaves it open.
  model_version text,
  parameters jsonb NOT NULL,
  -- At the commit: a draft's variants are replaced by others of the same names.
  CONSTRAINT variant_name UNIQUE (experiment_key, name) DEFERRABLE INITIALLY DEFERRED
);

-- How far an experiment is evaluated. The row is the evaluation's single-runner lock.
CREATE TABLE evaluation (
  experiment_key text PRIMARY KEY REFERENCES experiment,
  evaluated_through timestamptz,
  undecided_reason text
);

-- Decisions with their evidence, written once.
CREATE TABLE decision (
  id uuid PRIMARY KEY,
  experiment_key text NOT NULL REFERENCES experiment,
  experiment_revision integer NOT NULL,
  day timestamptz,
  action text NOT NULL CHECK (action IN ('keep-running', 'promote', 'roll-back')),
  variant text,
  applied boolean NOT NULL,
  actor text,
  note text,
  reasons text[] NOT NULL,
  model text,
  previous_model text,
  policy jsonb NOT NULL,
  evidence jsonb NOT NULL,
  watermark timestamptz NOT NULL,
  decided_at timestamptz NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY
);
CREATE UNIQUE INDEX decision_position ON decision (experiment_key, position DESC);
-- The rule decides a day once, whatever happens.
CREATE UNIQUE INDEX decision_day ON decision (experiment_key, day) WHERE actor IS NULL;

CREATE FUNCTION refuse_change() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  RAISE EXCEPTION '% is written once', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER decision_is_immutable BEFORE UPDATE OR DELETE ON decision
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE SEQUENCE audit_seq INCREMENT BY 50;
CREATE TABLE audit (
  id bigint PRIMARY KEY,
  experiment_key text NOT NULL REFERENCES experiment,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  before jsonb,
  after jsonb NOT NULL
);
CREATE INDEX audit_experiment ON audit (experiment_key, id);
CREATE TRIGGER audit_is_immutable BEFORE UPDATE OR DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What the log tells of models; position is that of the registration in the log.
CREATE TABLE model (
  name text NOT NULL,
  version text NOT NULL,
  position bigint NOT NULL,
  active boolean NOT NULL,
  PRIMARY KEY (name, version)
);
CREATE UNIQUE INDEX model_active ON model (active) WHERE active;
