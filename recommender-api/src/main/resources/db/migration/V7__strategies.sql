-- How likely people are to come back after an item, learned from the log by one replica at a time.
CREATE TABLE item_return (
  item_id text PRIMARY KEY COLLATE "C",
  consumptions bigint NOT NULL,
  returns bigint NOT NULL,
  probability double precision NOT NULL,
  lift double precision NOT NULL
);

-- The last estimate, which item_return holds: one row.
CREATE TABLE return_estimate (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  revision bigint NOT NULL,
  consumed_from timestamptz NOT NULL,
  consumed_until timestamptz NOT NULL,
  computed_at timestamptz NOT NULL
);
