-- Where the active users of the window_days days that end with day came from, and who stayed away.
CREATE TABLE growth (
  day date NOT NULL,
  window_days smallint NOT NULL,
  new_users bigint NOT NULL,
  retained bigint NOT NULL,
  resurrected bigint NOT NULL,
  dormant bigint NOT NULL,
  PRIMARY KEY (day, window_days)
);

-- Days that were rolled up before are made anew by the next evaluation.
INSERT INTO stale_day SELECT day FROM stickiness ON CONFLICT DO NOTHING;
