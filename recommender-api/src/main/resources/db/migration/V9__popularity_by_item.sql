-- Counts are read item by item, some at a time, so that reading all of them keeps no processor busy
-- for long.
ALTER TABLE item_popularity
  DROP CONSTRAINT item_popularity_pkey,
  ADD PRIMARY KEY (item_id, bucket, hours, segment);

-- What is no longer kept by the hour is looked for each hour.
CREATE INDEX item_popularity_hourly ON item_popularity (bucket) WHERE hours = 1;
