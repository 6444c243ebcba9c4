-- The audit is read by its position: of one experiment, in the order of the changes. The ids come
-- in blocks to each replica and tell no order.
ALTER TABLE audit ADD COLUMN position bigint GENERATED ALWAYS AS IDENTITY;
CREATE UNIQUE INDEX audit_position ON audit (position);
CREATE UNIQUE INDEX audit_experiment_position ON audit (experiment_key, position);
CREATE INDEX audit_actor ON audit (actor, position);
CREATE INDEX audit_time ON audit (at);
DROP INDEX audit_experiment;

-- Lists are sorted by any of these and paged by them.
CREATE INDEX experiment_created ON experiment (created_at, key);
CREATE INDEX experiment_changed ON experiment (changed_at, key);
CREATE INDEX experiment_started ON experiment (started_at, key);
CREATE INDEX experiment_scenario ON experiment (scenario, key);
CREATE INDEX decision_time ON decision (experiment_key, decided_at);
