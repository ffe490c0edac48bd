-- Appends p_events ([{id, type, ver, data, meta}]) to one stream. p_expected: 0 a new stream, n exactly n so far, NULL any.
-- Order of steps is the proof (see the README): the stream row is locked before a number is drawn, so positions in the
-- stream and in the whole agree; the fence is raised before the draw, so a reader that saw the number waits for us.
CREATE OR REPLACE FUNCTION es.append(p_stream text, p_type text, p_expected bigint, p_events jsonb)
RETURNS TABLE (version bigint, first_position bigint, last_position bigint, duplicate boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = es, pg_temp AS $f$
DECLARE
  n int := jsonb_array_length(p_events);
  known int;
  same int;
  actual bigint;
  gone boolean;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'es.append needs READ COMMITTED' USING ERRCODE = 'ES400';
  END IF;
  IF n IS NULL OR n = 0 THEN
    RAISE EXCEPTION 'nothing to append' USING ERRCODE = 'ES400';
  END IF;

  -- 1. the stream row
  IF p_expected = 0 THEN
    INSERT INTO es.streams AS s (stream_id, stream_type, version) VALUES (p_stream, p_type, n)
      ON CONFLICT DO NOTHING RETURNING s.version INTO append.version;
  ELSIF p_expected IS NULL THEN
    INSERT INTO es.streams AS s (stream_id, stream_type, version) VALUES (p_stream, p_type, n)
      ON CONFLICT (stream_id) DO UPDATE SET version = s.version + n WHERE s.archived_at IS NULL
      RETURNING s.version INTO append.version;
  ELSE
    UPDATE es.streams s SET version = s.version + n
     WHERE s.stream_id = p_stream AND s.version = p_expected AND s.archived_at IS NULL
    RETURNING s.version INTO append.version;
  END IF;

  -- 2. refused: our own earlier attempt, an ended stream, or somebody else's append. No number is drawn here.
  IF append.version IS NULL THEN
    SELECT count(*), count(*) FILTER (WHERE e.type = g.type AND e.data = g.data),
           max(e.stream_position), min(e.global_position), max(e.global_position)
      INTO known, same, append.version, first_position, last_position
      FROM jsonb_to_recordset(p_events) AS g(id uuid, type text, data jsonb)
      JOIN es.events e ON e.event_id = g.id AND e.stream_id = p_stream;
    IF known = n AND same = n THEN
      duplicate := true;
      RETURN NEXT;
      RETURN;
    END IF;
    IF known > 0 THEN
      RAISE EXCEPTION 'same command, other events' USING ERRCODE = 'ES422';
    END IF;
    SELECT s.version, s.archived_at IS NOT NULL INTO actual, gone FROM es.streams s WHERE s.stream_id = p_stream;
    RAISE EXCEPTION 'stream is not at the expected version' USING
      ERRCODE = CASE WHEN gone THEN 'ES410' ELSE 'ES409' END,
      DETAIL = json_build_object('streamId', p_stream, 'actual', coalesce(actual, 0))::text;
  END IF;

  -- 3. the fence, before the first number
  PERFORM pg_advisory_xact_lock_shared(4242);

  -- 4. draw and insert, in the order of the array; one event, the usual case, needs no set
  duplicate := false;
  IF n = 1 THEN
    INSERT INTO es.events AS e (global_position, stream_id, stream_position, event_id, type, schema_version, data, metadata)
    VALUES (nextval('es.global_position_seq'), p_stream, append.version, (p_events -> 0 ->> 'id')::uuid,
            p_events -> 0 ->> 'type', (p_events -> 0 ->> 'ver')::smallint, p_events -> 0 -> 'data', p_events -> 0 -> 'meta')
    RETURNING e.global_position, e.global_position INTO first_position, last_position;
  ELSE
    WITH drawn AS (
      INSERT INTO es.events AS e (global_position, stream_id, stream_position, event_id, type, schema_version, data, metadata)
      SELECT nextval('es.global_position_seq'), p_stream, append.version - n + g.ord, (g.e ->> 'id')::uuid, g.e ->> 'type',
             (g.e ->> 'ver')::smallint, g.e -> 'data', g.e -> 'meta'
        FROM jsonb_array_elements(p_events) WITH ORDINALITY AS g(e, ord)
      RETURNING e.global_position)
    SELECT min(d.global_position), max(d.global_position) INTO first_position, last_position FROM drawn d;
  END IF;
  RETURN NEXT;
END $f$;
