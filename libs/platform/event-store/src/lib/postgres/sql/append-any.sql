-- Many appends that expect no version (behaviour, imports), in one commit. p_streams and p_types have one element a stream,
-- sorted; the other arguments one an event: its stream and its append (both from 1), id, type, schema version, data, metadata.
-- An append that was made before, or whose stream has ended, is left out of the answer: the caller repeats it with
-- es.append, which answers or says why. Steps as in es.append.
CREATE OR REPLACE FUNCTION es.append_any(
  p_streams text[], p_types text[],
  p_in int[], p_of int[], p_ids uuid[], p_event_types text[], p_versions smallint[], p_data jsonb, p_meta jsonb)
RETURNS TABLE (ord int, version bigint, first_position bigint, last_position bigint)
LANGUAGE plpgsql SECURITY DEFINER
-- A plan made while the tables were small would scan them for ever.
SET search_path = es, pg_temp SET enable_seqscan = off AS $f$
DECLARE
  repeated int[];
  counts int[];
  versions bigint[];
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'es.append_any needs READ COMMITTED' USING ERRCODE = 'ES400';
  END IF;

  -- 1. what is new. A twin that commits after this look makes the insert fail, and the caller goes one by one.
  SELECT coalesce(array_agg(DISTINCT g.o), '{}') INTO repeated
    FROM es.events e JOIN unnest(p_ids, p_of) AS g(id, o) ON g.id = e.event_id WHERE e.event_id = ANY (p_ids);

  -- 2. the stream rows, in order
  WITH fresh AS (
    SELECT g.s, count(*)::int AS n FROM unnest(p_in, p_of) AS g(s, o) WHERE g.o <> ALL (repeated) GROUP BY g.s),
  raised AS (
    INSERT INTO es.streams AS s (stream_id, stream_type, version)
    SELECT p_streams[f.s], p_types[f.s], f.n FROM fresh f ORDER BY f.s
    ON CONFLICT (stream_id) DO UPDATE SET version = s.version + excluded.version WHERE s.archived_at IS NULL
    RETURNING s.stream_id, s.version)
  SELECT array_agg(r.version ORDER BY i.ord), array_agg(f.n ORDER BY i.ord) INTO versions, counts
    FROM unnest(p_streams) WITH ORDINALITY AS i(stream, ord)
    LEFT JOIN raised r ON r.stream_id = i.stream
    LEFT JOIN fresh f ON f.s = i.ord;

  -- 3. the fence, before the first number
  PERFORM pg_advisory_xact_lock_shared(4242);

  -- 4. draw and insert, in the order given
  RETURN QUERY
  WITH given AS (
    SELECT g.*, versions[g.s] - counts[g.s] + row_number() OVER (PARTITION BY g.s ORDER BY g.ord) AS place
      FROM ROWS FROM (unnest(p_in), unnest(p_of), unnest(p_ids), unnest(p_event_types), unnest(p_versions),
                      jsonb_array_elements(p_data), jsonb_array_elements(p_meta))
           WITH ORDINALITY AS g(s, o, id, type, ver, data, meta, ord)
     WHERE versions[g.s] IS NOT NULL AND g.o <> ALL (repeated)),
  drawn AS (
    INSERT INTO es.events AS e (global_position, stream_id, stream_position, event_id, type, schema_version, data, metadata)
    SELECT nextval('es.global_position_seq'), p_streams[g.s], g.place, g.id, g.type, g.ver, g.data, g.meta
      FROM (SELECT * FROM given ORDER BY given.ord) g
    RETURNING e.event_id, e.stream_position, e.global_position)
  SELECT g.o, max(d.stream_position), min(d.global_position), max(d.global_position)
    FROM drawn d JOIN unnest(p_ids, p_of) AS g(id, o) ON g.id = d.event_id
   GROUP BY g.o;
END $f$;
