-- The scenarios that people edit. Settings are JSON text; null once a scenario was given back to
-- the configuration. Rows stay, so that version numbers go on, and their sum grows with each change.
CREATE TABLE scenario (
  name text PRIMARY KEY COLLATE "C",
  version integer NOT NULL,
  settings text,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL
);

CREATE TABLE scenario_version (
  name text NOT NULL COLLATE "C",
  version integer NOT NULL,
  settings text,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (name, version)
);
