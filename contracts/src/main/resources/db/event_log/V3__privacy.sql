-- What a retention period dropped. Whoever reads the log from its beginning asks here what is gone.
CREATE TABLE dropped_partition (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent text NOT NULL,
  name text NOT NULL,
  ends_at timestamptz NOT NULL,
  events bigint NOT NULL,
  last_position bigint NOT NULL,
  dropped_at timestamptz NOT NULL
);

-- The kinds of events that a consumer reads; null is not known, and counts as all of them.
ALTER TABLE consumer ADD COLUMN reads text[];

-- Drops the oldest partition of one kind of events if it ended before the horizon and every consumer
-- of that kind has read it. A call does one partition, in a transaction of its own; it returns no row
-- when there is nothing to do, when somebody else is at it, or when the partition changed meanwhile.
-- A row with consumers in "awaited" tells why the oldest one is still there.
--
-- Whatever lies before the first monthly partition belongs to the one that ends in _history: it is
-- emptied instead of dropped, and then grows over each month that is.
CREATE FUNCTION drop_oldest_partition(
  event_kind text, horizon timestamptz, at timestamptz,
  OUT name text, OUT ends_at timestamptz, OUT events bigint, OUT awaited text[])
  RETURNS SETOF record
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = event_log, pg_temp SET lock_timeout = '2s'
  AS $$
DECLARE
  parent text := CASE event_kind
    WHEN 'Interaction' THEN 'interaction'
    WHEN 'RecommendationServed' THEN 'recommendation_served' END;
  history text := parent || '_history';
  in_history boolean;
  siblings integer;
  last_position bigint;
  changed boolean;
BEGIN
  IF parent IS NULL THEN
    RAISE EXCEPTION 'events of kind % have no partitions', event_kind;
  END IF;
  IF NOT pg_try_advisory_xact_lock(5207240814351823472) THEN
    RETURN;
  END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM %I)', history) INTO in_history;
  SELECT b.name, b.ends_at, count(*) OVER () INTO name, ends_at, siblings
    FROM (
      SELECT c.relname::text AS name,
        substring(pg_get_expr(c.relpartbound, c.oid) FROM $re$TO \('([^']+)'\)$re$)::timestamptz
          AS ends_at
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = parent::regclass) AS b
    WHERE (b.name = history) = in_history
    ORDER BY b.ends_at LIMIT 1;
  -- The last month stays: the next ones are made from it on.
  IF ends_at > horizon OR (siblings = 1 AND NOT in_history) THEN
    RETURN;
  END IF;

  EXECUTE format('SELECT count(*), coalesce(max(position), 0) FROM %I', name)
    INTO events, last_position;
  SELECT coalesce(array_agg(c.name ORDER BY c.name), '{}') INTO awaited FROM consumer c
    WHERE (c.reads IS NULL OR event_kind = ANY (c.reads)) AND c.position < last_position;
  IF awaited <> '{}' THEN
    RETURN NEXT;
    RETURN;
  END IF;

  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', parent);
  EXECUTE format('SELECT coalesce(max(position), 0) <> %s FROM %I', last_position, name)
    INTO changed;
  IF NOT changed AND NOT in_history THEN
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', history) INTO changed;
  END IF;
  IF changed THEN
    RETURN;
  END IF;
  IF in_history THEN
    EXECUTE format('TRUNCATE %I', history);
  ELSE
    EXECUTE format('DROP TABLE %I, %I', history, name);
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (MINVALUE) TO (%L)',
      history, parent, ends_at);
  END IF;
  INSERT INTO dropped_partition (parent, name, ends_at, events, last_position, dropped_at)
    VALUES (parent, name, ends_at, events, last_position, at);
  RETURN NEXT;
END
$$;

-- Puts a consumer back to the log's beginning. False, and nothing happens, if events that it reads
-- were dropped and it did not say that what is left will do.
CREATE FUNCTION rewind_consumer(consumer_name text, partial boolean) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = event_log, pg_temp
  AS $$
BEGIN
  -- Waits for a drop that is under way; until the commit, no other begins.
  PERFORM pg_advisory_xact_lock_shared(5207240814351823472);
  IF NOT partial AND EXISTS (
      SELECT FROM dropped_partition d JOIN consumer c ON c.name = consumer_name
      WHERE d.events > 0 AND (c.reads IS NULL OR CASE d.parent
        WHEN 'interaction' THEN 'Interaction' ELSE 'RecommendationServed' END = ANY (c.reads))) THEN
    RETURN false;
  END IF;
  UPDATE consumer SET position = 0 WHERE name = consumer_name;
  RETURN true;
END
$$;

-- The key of the pseudonyms by which users are known here: its fingerprint, or "none". The first
-- claim holds.
CREATE TABLE pseudonym_key (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  fingerprint text NOT NULL
);
CREATE FUNCTION claim_pseudonym_key(claimed text) RETURNS text
  LANGUAGE sql SECURITY DEFINER SET search_path = event_log, pg_temp
  AS $$
    INSERT INTO pseudonym_key (fingerprint) VALUES (claimed) ON CONFLICT DO NOTHING;
    SELECT fingerprint FROM pseudonym_key
$$;

REVOKE ALL ON FUNCTION drop_oldest_partition, rewind_consumer, claim_pseudonym_key FROM PUBLIC;
GRANT SELECT ON dropped_partition TO holdfast_log_client;
GRANT EXECUTE ON FUNCTION rewind_consumer, claim_pseudonym_key TO holdfast_log_client;
GRANT EXECUTE ON FUNCTION drop_oldest_partition TO holdfast_recommender;
