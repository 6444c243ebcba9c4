-- Experiments that interleave two rankings: which of them each user prefers.

-- A user's first mixed list, and what the user's lists earned once that is final (frozen_at).
CREATE TABLE interleaving_user (
  experiment_number integer NOT NULL,
  user_number bigint NOT NULL,
  first_served_at timestamptz NOT NULL,
  frozen_at timestamptz,
  lists integer NOT NULL DEFAULT 0,
  control_credits integer NOT NULL DEFAULT 0,
  challenger_credits integer NOT NULL DEFAULT 0,
  PRIMARY KEY (user_number, experiment_number)
) WITH (fillfactor = 90);
CREATE INDEX interleaving_user_open ON interleaving_user (experiment_number, first_served_at)
  WHERE frozen_at IS NULL;

-- Mixed lists of users who are not frozen, by the ranking that brought each item. Deleted when
-- their user is frozen.
CREATE TABLE interleaved_list (
  request_id uuid PRIMARY KEY,
  experiment_number integer NOT NULL,
  user_number bigint NOT NULL,
  served_at timestamptz NOT NULL,
  control_items text[] NOT NULL,
  challenger_items text[] NOT NULL,
  credited text[] NOT NULL DEFAULT '{}',
  control_credits integer NOT NULL DEFAULT 0,
  challenger_credits integer NOT NULL DEFAULT 0
) WITH (fillfactor = 80);
CREATE INDEX interleaved_list_user ON interleaved_list (user_number, experiment_number);

-- Interactions that came before the list they name, kept for a day while an experiment interleaves.
CREATE TABLE interleaving_claim (
  request_id uuid NOT NULL,
  item_id text NOT NULL,
  user_number bigint NOT NULL,
  type text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX interleaving_claim_request ON interleaving_claim (request_id);
CREATE INDEX interleaving_claim_user ON interleaving_claim (user_number);

-- Sums over the frozen users: what the API reads.
CREATE TABLE interleaving_rollup (
  experiment_number integer PRIMARY KEY,
  users bigint NOT NULL,
  wins bigint NOT NULL,
  losses bigint NOT NULL,
  ties bigint NOT NULL,
  lists bigint NOT NULL,
  control_credits bigint NOT NULL,
  challenger_credits bigint NOT NULL
);
