-- Schema of recommender-api: catalogue, users, model registry, artifacts.

-- The lists and maps of an item are JSON texts: filters read attributes from memory, never here.
CREATE TABLE item (
  item_id text PRIMARY KEY COLLATE "C",
  revision bigint NOT NULL,
  title text,
  text text,
  categories text NOT NULL,
  tags text NOT NULL,
  attributes text NOT NULL,
  domain text,
  available boolean NOT NULL,
  published_at timestamptz,
  embeddings text NOT NULL,
  deleted boolean NOT NULL,
  changed_at timestamptz NOT NULL
);
-- The items that must not be shown, read when a replica starts.
CREATE INDEX item_hidden ON item (item_id) WHERE deleted OR NOT available;

CREATE TABLE person (
  user_id text PRIMARY KEY,
  revision bigint NOT NULL,
  attributes jsonb NOT NULL,
  changed_at timestamptz NOT NULL
);

-- Erasures that wait for confirmation. Never the user's id: the log's UserErased has it until then.
CREATE TABLE erasure (
  erasure_id uuid PRIMARY KEY,
  erased_at timestamptz NOT NULL,
  confirmed_by text[] NOT NULL DEFAULT '{}',
  blanked_at timestamptz
);

CREATE TABLE model (
  name text NOT NULL,
  version text NOT NULL,
  kind text NOT NULL,
  digest text NOT NULL,
  state text NOT NULL CHECK (state IN ('registered', 'active', 'retired')),
  bytes bigint NOT NULL,
  metrics text NOT NULL,
  warnings text NOT NULL,
  trained_at timestamptz NOT NULL,
  registered_at timestamptz NOT NULL,
  activated_at timestamptz,
  previous text,
  PRIMARY KEY (name, version)
);
CREATE UNIQUE INDEX model_active ON model (state) WHERE state = 'active';
CREATE INDEX model_registered_at ON model (registered_at DESC, name, version);

-- The decisions that were read, with what became of each; applying one twice changes nothing.
CREATE TABLE decision (
  decision_id uuid PRIMARY KEY,
  experiment_key text NOT NULL,
  action text NOT NULL,
  outcome text NOT NULL,
  activated text,
  previous text,
  decided_at timestamptz NOT NULL
);
CREATE INDEX decision_experiment ON decision (experiment_key, decided_at);

-- Artifacts as chunks. A chunk is on its own until its artifact's row says that all are there.
CREATE TABLE artifact (
  digest text PRIMARY KEY,
  bytes bigint NOT NULL,
  chunks integer NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE artifact_chunk (
  digest text NOT NULL,
  ordinal integer NOT NULL,
  sha256 bytea NOT NULL,
  content bytea NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (digest, ordinal)
);
ALTER TABLE artifact_chunk ALTER COLUMN content SET STORAGE EXTERNAL;
