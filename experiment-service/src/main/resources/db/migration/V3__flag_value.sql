-- What an experiment's flag gives to a variant's users: JSON as it was sent. Null: the variant's name.
ALTER TABLE variant ADD COLUMN flag_value text;

-- Few decisions are applied; their number is asked for again and again.
CREATE INDEX decision_applied ON decision (experiment_key) WHERE applied;
