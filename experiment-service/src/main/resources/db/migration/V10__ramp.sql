-- What holds a ramp, and how a person resumed it. V5 made the table; nothing has used it so far.
ALTER TABLE ramp
  DROP COLUMN waiting_for,
  DROP COLUMN alarms,
  DROP COLUMN accepted,
  ADD COLUMN held_reason text,
  ADD COLUMN held_at timestamptz,
  ADD COLUMN alarm boolean NOT NULL DEFAULT false,
  ADD COLUMN resumed_at timestamptz,
  ADD COLUMN resumed_by text,
  ADD COLUMN resumed_reason text;
