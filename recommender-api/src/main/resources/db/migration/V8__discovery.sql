-- How many users had each item lately, by the segment of the users: a row an hour, and a row a day
-- for what is older. A user counts once for an item and day (UTC), in the hour of the first time.
-- Counts alone: nobody is named here, and everything goes when the longest window is over.
CREATE TABLE item_popularity (
  bucket timestamptz NOT NULL,
  hours smallint NOT NULL CHECK (hours IN (1, 24)),
  item_id text COLLATE "C" NOT NULL,
  segment jsonb NOT NULL,
  users bigint NOT NULL,
  PRIMARY KEY (bucket, hours, item_id, segment)
);
