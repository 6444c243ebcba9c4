-- The event log. Runs as holdfast_log in schema event_log.
--
-- Reading order is commit order: every append takes the advisory lock below as the last step of
-- its transaction, draws positions while it holds the lock, and commits. So positions become
-- visible in the order in which they were drawn, which a bare sequence does not give.

CREATE SEQUENCE log_position AS bigint CACHE 1;

CREATE FUNCTION log_lock() RETURNS void
  LANGUAGE sql VOLATILE
  AS $$ SELECT pg_advisory_xact_lock(5207240814351823470) $$;

CREATE TABLE interaction (
  position bigint NOT NULL,
  event_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  user_id text NOT NULL,
  item_id text,
  type text NOT NULL,
  value double precision,
  criteria jsonb,
  session_id text,
  request_id uuid,
  domain text,
  context jsonb,
  historical boolean NOT NULL,
  PRIMARY KEY (event_id, occurred_at)
) PARTITION BY RANGE (occurred_at);
CREATE INDEX interaction_position ON interaction (position);
CREATE INDEX interaction_user ON interaction (user_id, occurred_at DESC);

CREATE TABLE recommendation_served (
  position bigint NOT NULL,
  event_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  user_id text,
  scenario text NOT NULL,
  scenario_version integer NOT NULL,
  model text,
  source text NOT NULL,
  items jsonb NOT NULL,
  experiments jsonb NOT NULL,
  context jsonb,
  trigger text NOT NULL,
  PRIMARY KEY (event_id, occurred_at)
) PARTITION BY RANGE (occurred_at);
CREATE INDEX recommendation_served_position ON recommendation_served (position);
CREATE INDEX recommendation_served_user ON recommendation_served (user_id, occurred_at DESC);

-- Everything of low volume, whole.
CREATE TABLE event (
  position bigint NOT NULL UNIQUE,
  event_id uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  kind text NOT NULL,
  user_id text,
  payload jsonb NOT NULL,
  PRIMARY KEY (event_id, occurred_at)
);
CREATE INDEX event_kind ON event (kind, position);
CREATE INDEX event_user ON event (user_id) WHERE user_id IS NOT NULL;

-- Where each consumer stands. Its row is the consumer's single-runner lock.
CREATE TABLE consumer (
  name text PRIMARY KEY,
  position bigint NOT NULL
);

-- Tombstones of erased users: the keyed hash of the id, never the id.
CREATE TABLE erasure (
  user_hash text PRIMARY KEY,
  erased_at timestamptz NOT NULL
);

-- Monthly partitions. What happened long before the log existed shares one partition.
CREATE FUNCTION ensure_partitions(until timestamptz) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = event_log, pg_temp
  AS $$
DECLARE
  parent text;
  month timestamp;
  first timestamp;
  part text;
BEGIN
  SELECT min(to_date(right(c.relname, 7), 'YYYY_MM')) INTO first
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'event_log.interaction'::regclass AND c.relname NOT LIKE '%history';
  IF first IS NULL THEN
    RAISE EXCEPTION 'the log has no monthly partition to begin from';
  END IF;
  PERFORM pg_advisory_xact_lock(5207240814351823471);
  FOR month IN
    SELECT generate_series(first, date_trunc('month', until AT TIME ZONE 'UTC'), interval '1 month')
  LOOP
    FOREACH parent IN ARRAY ARRAY['interaction', 'recommendation_served'] LOOP
      part := parent || to_char(month, '_YYYY_MM');
      IF to_regclass('event_log.' || part) IS NULL THEN
        -- Made beside the parent and attached, which blocks neither readers nor writers.
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, parent);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
          parent, part,
          to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00',
          to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
      END IF;
    END LOOP;
  END LOOP;
END
$$;

DO $$
DECLARE
  parent text;
  first timestamp := date_trunc('month', now() AT TIME ZONE 'UTC') - interval '2 months';
BEGIN
  FOREACH parent IN ARRAY ARRAY['interaction', 'recommendation_served'] LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (MINVALUE) TO (%L)',
      parent || '_history', parent, to_char(first, 'YYYY-MM-DD') || ' 00:00:00+00');
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
      parent || to_char(first, '_YYYY_MM'), parent,
      to_char(first, 'YYYY-MM-DD') || ' 00:00:00+00',
      to_char(first + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
  END LOOP;
END
$$;
SELECT ensure_partitions(now() + interval '2 months');

-- Appends. The arrays of one call have one length; row k is made of the k-th element of each.
CREATE FUNCTION append_interactions(
  event_ids uuid[], occurred_ats timestamptz[], user_ids text[], user_hashes text[],
  item_ids text[], types text[], vals double precision[], criterias text[], session_ids text[],
  request_ids uuid[], domains text[], contexts text[], historicals boolean[],
  OUT accepted integer, OUT erased integer)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = event_log, pg_temp
  AS $$
BEGIN
  PERFORM log_lock();
  SELECT count(*) INTO erased
    FROM unnest(user_hashes) AS h(user_hash) JOIN erasure USING (user_hash);
  INSERT INTO interaction
    SELECT nextval('log_position'), r.event_id, r.occurred_at, r.user_id, r.item_id, r.type,
      r.value, r.criteria::jsonb, r.session_id, r.request_id, r.domain, r.context::jsonb,
      r.historical
    FROM unnest(event_ids, occurred_ats, user_ids, user_hashes, item_ids, types, vals, criterias,
        session_ids, request_ids, domains, contexts, historicals) WITH ORDINALITY
      AS r(event_id, occurred_at, user_id, user_hash, item_id, type, value, criteria, session_id,
        request_id, domain, context, historical, row)
    WHERE erased = 0 OR NOT EXISTS (SELECT FROM erasure e WHERE e.user_hash = r.user_hash)
    ORDER BY r.row
    ON CONFLICT (event_id, occurred_at) DO NOTHING;
  GET DIAGNOSTICS accepted = ROW_COUNT;
END
$$;

CREATE FUNCTION append_served(
  event_ids uuid[], occurred_ats timestamptz[], user_ids text[], user_hashes text[],
  scenarios text[], scenario_versions integer[], models text[], sources text[], itemses text[],
  experimentses text[], contexts text[], triggers text[],
  OUT accepted integer, OUT erased integer)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = event_log, pg_temp
  AS $$
BEGIN
  PERFORM log_lock();
  SELECT count(*) INTO erased
    FROM unnest(user_hashes) AS h(user_hash) JOIN erasure USING (user_hash);
  INSERT INTO recommendation_served
    SELECT nextval('log_position'), r.event_id, r.occurred_at, r.user_id, r.scenario,
      r.scenario_version, r.model, r.source, r.items::jsonb, r.experiments::jsonb,
      r.context::jsonb, r.trigger
    FROM unnest(event_ids, occurred_ats, user_ids, user_hashes, scenarios, scenario_versions,
        models, sources, itemses, experimentses, contexts, triggers) WITH ORDINALITY
      AS r(event_id, occurred_at, user_id, user_hash, scenario, scenario_version, model, source,
        items, experiments, context, trigger, row)
    WHERE erased = 0 OR NOT EXISTS (SELECT FROM erasure e WHERE e.user_hash = r.user_hash)
    ORDER BY r.row
    ON CONFLICT (event_id, occurred_at) DO NOTHING;
  GET DIAGNOSTICS accepted = ROW_COUNT;
END
$$;

CREATE FUNCTION append_events(
  event_ids uuid[], occurred_ats timestamptz[], kinds text[], user_ids text[], user_hashes text[],
  payloads text[], OUT accepted integer, OUT erased integer)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = event_log, pg_temp
  AS $$
BEGIN
  PERFORM log_lock();
  SELECT count(*) INTO erased
    FROM unnest(user_hashes) AS h(user_hash) JOIN erasure USING (user_hash);
  INSERT INTO event
    SELECT nextval('log_position'), r.event_id, r.occurred_at, r.kind, r.user_id, r.payload::jsonb
    FROM unnest(event_ids, occurred_ats, kinds, user_ids, user_hashes, payloads) WITH ORDINALITY
      AS r(event_id, occurred_at, kind, user_id, user_hash, payload, row)
    WHERE erased = 0 OR r.user_hash IS NULL
      OR NOT EXISTS (SELECT FROM erasure e WHERE e.user_hash = r.user_hash)
    ORDER BY r.row
    ON CONFLICT (event_id, occurred_at) DO NOTHING;
  GET DIAGNOSTICS accepted = ROW_COUNT;
END
$$;

-- One low-volume event of nobody in particular, for a Hibernate session's own transaction.
CREATE FUNCTION append_event(
  event_id uuid, occurred_at timestamptz, kind text, payload text) RETURNS integer
  LANGUAGE sql SECURITY DEFINER SET search_path = event_log, pg_temp
  AS $$
    SELECT accepted FROM append_events(
      ARRAY[event_id], ARRAY[occurred_at], ARRAY[kind], ARRAY[NULL::text], ARRAY[NULL::text],
      ARRAY[payload])
$$;

-- Erasure: the user's rows go, the tombstone and the event come, in the caller's transaction.
-- The event keeps the id until every consumer has confirmed. Returns the rows removed.
CREATE FUNCTION erase_user(
  erasure_id uuid, at timestamptz, erased_user_id text, erased_user_hash text, payload text)
  RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = event_log, pg_temp
  AS $$
DECLARE
  removed bigint := 0;
  n bigint;
BEGIN
  PERFORM log_lock();
  INSERT INTO erasure VALUES (erased_user_hash, at) ON CONFLICT DO NOTHING;
  DELETE FROM interaction WHERE user_id = erased_user_id;
  GET DIAGNOSTICS n = ROW_COUNT;
  removed := removed + n;
  DELETE FROM recommendation_served WHERE user_id = erased_user_id;
  GET DIAGNOSTICS n = ROW_COUNT;
  removed := removed + n;
  DELETE FROM event WHERE user_id = erased_user_id AND kind <> 'UserErased';
  GET DIAGNOSTICS n = ROW_COUNT;
  removed := removed + n;
  INSERT INTO event VALUES
    (nextval('log_position'), erasure_id, at, 'UserErased', erased_user_id, payload::jsonb);
  RETURN removed;
END
$$;

-- Once all have confirmed, the id goes from the event too.
CREATE FUNCTION blank_erased_user(erasure_id uuid) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = event_log, pg_temp
  AS $$
    UPDATE event SET user_id = NULL, payload = payload - 'userId'
      WHERE event_id = erasure_id AND kind = 'UserErased'
$$;

-- An admin lets an erased user's new events in again.
CREATE FUNCTION lift_erasure(lifted_user_hash text) RETURNS boolean
  LANGUAGE sql SECURITY DEFINER SET search_path = event_log, pg_temp
  AS $$
    WITH lifted AS (DELETE FROM erasure WHERE user_hash = lifted_user_hash RETURNING 1)
    SELECT EXISTS (SELECT FROM lifted)
$$;

-- The last committed position.
CREATE FUNCTION head() RETURNS bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = event_log, pg_temp
  AS $$
    SELECT coalesce(greatest(
      (SELECT max(position) FROM interaction),
      (SELECT max(position) FROM recommendation_served),
      (SELECT max(position) FROM event)), 0)
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA event_log FROM PUBLIC;
GRANT USAGE ON SCHEMA event_log TO holdfast_log_client;
GRANT SELECT ON interaction, recommendation_served, event, consumer TO holdfast_log_client;
GRANT INSERT, UPDATE, DELETE ON consumer TO holdfast_log_client;
GRANT EXECUTE ON FUNCTION
  ensure_partitions, append_interactions, append_served, append_events, append_event, head
  TO holdfast_log_client;
GRANT EXECUTE ON FUNCTION erase_user, blank_erased_user, lift_erasure TO holdfast_recommender;
