-- How an experiment's weights follow a reward. Null: they do not.
ALTER TABLE experiment ADD COLUMN bandit jsonb;

-- How far an experiment's bandit is. The row is the bandit's single-runner lock.
CREATE TABLE bandit (
  experiment_key text PRIMARY KEY REFERENCES experiment,
  due_at timestamptz NOT NULL,
  evaluated_through timestamptz,
  held_reason text
);

-- Looks at the rewards that came to weights, with what was read; written once.
CREATE TABLE bandit_move (
  id uuid PRIMARY KEY,
  experiment_key text NOT NULL REFERENCES experiment,
  experiment_revision integer NOT NULL,
  at timestamptz NOT NULL,
  before jsonb NOT NULL,
  weights jsonb NOT NULL,
  applied boolean NOT NULL,
  evidence jsonb NOT NULL,
  position bigint GENERATED ALWAYS AS IDENTITY
);
CREATE UNIQUE INDEX bandit_move_position ON bandit_move (experiment_key, position DESC);
CREATE TRIGGER bandit_move_is_immutable BEFORE UPDATE OR DELETE ON bandit_move
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
