CREATE SCHEMA IF NOT EXISTS es;

-- One row a stream. The version is not indexed, so that raising it stays a heap-only update.
CREATE TABLE es.streams (
  stream_id text COLLATE "C" PRIMARY KEY,
  stream_type text NOT NULL,
  version bigint NOT NULL CHECK (version > 0),
  archived_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 80);

-- CACHE 1 is a condition of the fence: a session that keeps numbers back would hand them out behind a reader.
CREATE SEQUENCE es.global_position_seq CACHE 1;

CREATE TABLE es.events (
  global_position bigint PRIMARY KEY,
  stream_id text COLLATE "C" NOT NULL,
  stream_position bigint NOT NULL,
  event_id uuid NOT NULL,
  type text NOT NULL,
  schema_version smallint NOT NULL,
  data jsonb NOT NULL,
  metadata jsonb NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT events_stream_uq UNIQUE (stream_id, stream_position),
  CONSTRAINT events_id_uq UNIQUE (event_id)
);

CREATE TABLE es.checkpoints (
  projection text NOT NULL,
  version int NOT NULL,
  part int NOT NULL,
  position bigint NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (projection, version, part)
) WITH (fillfactor = 50);

CREATE TABLE es.snapshots (
  stream_id text PRIMARY KEY,
  version bigint NOT NULL,
  state_type text NOT NULL,
  state_schema text NOT NULL,
  state jsonb NOT NULL,
  taken_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION es.deny() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  RAISE EXCEPTION 'events are append-only' USING ERRCODE = 'ES403';
END $f$;

CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON es.events FOR EACH ROW EXECUTE FUNCTION es.deny();
CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON es.events EXECUTE FUNCTION es.deny();
