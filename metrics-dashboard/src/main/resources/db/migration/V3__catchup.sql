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
