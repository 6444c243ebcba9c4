-- The roles of Holdfast and their schemas, run once by a superuser in Holdfast's database before
-- the first start, and harmless to run again. Each service has a login role that owns its own
-- schema. The log's schema belongs to holdfast_log, which nobody logs in as: a service becomes it
-- for the log's own migration only (SET ROLE), and otherwise has what the migration grants.
-- ${password} is replaced by the caller.
DO $$
DECLARE
  service text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'holdfast_log') THEN
    CREATE ROLE holdfast_log NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'holdfast_log_client') THEN
    CREATE ROLE holdfast_log_client NOLOGIN;
  END IF;
  FOREACH service IN ARRAY ARRAY['recommender', 'experiment', 'metrics'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'holdfast_' || service) THEN
      EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L', 'holdfast_' || service, '${password}');
    END IF;
    EXECUTE format('GRANT holdfast_log TO %I WITH INHERIT FALSE, SET TRUE', 'holdfast_' || service);
    EXECUTE format('GRANT holdfast_log_client TO %I', 'holdfast_' || service);
    EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', service, 'holdfast_' || service);
    EXECUTE format('ALTER ROLE %I SET search_path = %I', 'holdfast_' || service, service);
  END LOOP;
  CREATE SCHEMA IF NOT EXISTS event_log AUTHORIZATION holdfast_log;
END
$$;
