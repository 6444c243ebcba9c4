-- What an evaluation looks at follows from what has come since the last one.

-- The earliest time that anything which came after the last evaluation speaks of: an interaction or
-- a first exposure. Null if nothing came. What began before both it and the last evaluated day has
-- been evaluated, and is not looked at again.
ALTER TABLE progress ADD COLUMN changed_from timestamptz;
UPDATE progress SET changed_from = least(
  (SELECT min(first_exposed_at) FROM exposure), (SELECT min(first_at) FROM session));

-- Rows of the last days, found without statistics: the planner trusts a block-range index only once
-- it knows that rows are in order, which it does not while a log is caught up with.
DROP INDEX exposure_time;
CREATE INDEX exposure_time ON exposure (first_exposed_at);
DROP INDEX session_time;
CREATE INDEX session_time ON session (first_at);
DROP INDEX outcome_frozen;
CREATE INDEX outcome_frozen ON outcome (frozen_at);

-- Who is awaited, by how long.
DROP INDEX return_time_awaited;
CREATE INDEX return_time_awaited ON return_time (session_ended_at) WHERE hour IS NULL;

-- Exposures by the first midnight (UTC) that does not come before them: days are evaluated at midnights,
-- so all of a row have had the same number of days at each.
CREATE TABLE exposure_day_rollup (
  experiment_number integer NOT NULL,
  stratum integer NOT NULL,
  variant text NOT NULL,
  exposed_by timestamptz NOT NULL,
  users bigint NOT NULL,
  PRIMARY KEY (experiment_number, stratum, variant, exposed_by)
);

CREATE FUNCTION midnight_after(at timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN date_bin('24 hours', at - interval '1 microsecond', timestamptz '2000-01-01 00:00:00+00')
  + interval '24 hours';

INSERT INTO exposure_day_rollup
SELECT experiment_number, stratum, variant, midnight_after(first_exposed_at), count(*)
FROM exposure GROUP BY 1, 2, 3, 4;
