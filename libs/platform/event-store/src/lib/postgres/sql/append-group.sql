-- Many appends, each to a stream of its own and with an expected version, in one commit. p_streams, p_types, p_expected and
-- p_counts have one element an append, sorted by stream, so that two groups lock in one order. The other arguments have one
-- element an event: which append it belongs to (from 1), its id, type, schema version, data and metadata.
-- Appends that are refused, or whose stream somebody else holds, are left out of the answer and have drawn no number: the
-- caller repeats them with es.append, which says why, or waits. Steps as in es.append.
CREATE OR REPLACE FUNCTION es.append_group(
  p_streams text[], p_types text[], p_expected bigint[], p_counts int[],
  p_of int[], p_ids uuid[], p_event_types text[], p_versions smallint[], p_data jsonb, p_meta jsonb)
RETURNS TABLE (ord int, version bigint, first_position bigint, last_position bigint)
LANGUAGE plpgsql SECURITY DEFINER
-- A plan made while the tables were small would scan them for ever.
SET search_path = es, pg_temp SET enable_seqscan = off AS $f$
DECLARE
  held text[];
  versions bigint[];
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'es.append_group needs READ COMMITTED' USING ERRCODE = 'ES400';
  END IF;

  -- 1. the stream rows: those that exist and are free in order, then those that begin. One that a slow transaction holds
  -- must not make the whole group wait for it.
  SELECT coalesce(array_agg(l.stream_id), '{}') INTO held FROM (
    SELECT s.stream_id FROM es.streams s JOIN unnest(p_streams, p_expected) AS i(stream, expected) ON s.stream_id = i.stream
     WHERE i.expected > 0 ORDER BY s.stream_id FOR NO KEY UPDATE OF s SKIP LOCKED) AS l;
  WITH item AS MATERIALIZED (
    SELECT i.* FROM unnest(p_streams, p_types, p_expected, p_counts) WITH ORDINALITY AS i(stream, type, expected, n, ord)),
  moved AS (
    UPDATE es.streams s SET version = s.version + i.n FROM item i
     WHERE i.expected > 0 AND s.stream_id = i.stream AND s.stream_id = ANY (held)
       AND s.version = i.expected AND s.archived_at IS NULL
    RETURNING s.stream_id, s.version),
  begun AS (
    INSERT INTO es.streams AS s (stream_id, stream_type, version)
    SELECT i.stream, i.type, i.n FROM item i WHERE i.expected = 0 ORDER BY i.ord
    ON CONFLICT DO NOTHING RETURNING s.stream_id, s.version)
  SELECT array_agg(r.version ORDER BY i.ord) INTO versions
    FROM item i LEFT JOIN (SELECT * FROM moved UNION ALL SELECT * FROM begun) r ON r.stream_id = i.stream;

  -- 2. the fence, before the first number
  PERFORM pg_advisory_xact_lock_shared(4242);

  -- 3. draw and insert, in the order given
  RETURN QUERY
  WITH drawn AS (
    INSERT INTO es.events AS e (global_position, stream_id, stream_position, event_id, type, schema_version, data, metadata)
    SELECT nextval('es.global_position_seq'), p_streams[g.o],
           versions[g.o] - p_counts[g.o] + row_number() OVER (PARTITION BY g.o ORDER BY g.ord),
           g.id, g.type, g.ver, g.data, g.meta
      FROM ROWS FROM (unnest(p_of), unnest(p_ids), unnest(p_event_types), unnest(p_versions),
                      jsonb_array_elements(p_data), jsonb_array_elements(p_meta))
           WITH ORDINALITY AS g(o, id, type, ver, data, meta, ord)
     WHERE versions[g.o] IS NOT NULL
    RETURNING e.stream_id, e.global_position)
  SELECT i.ord::int, versions[i.ord], min(d.global_position), max(d.global_position)
    FROM drawn d JOIN unnest(p_streams) WITH ORDINALITY AS i(stream, ord) ON i.stream = d.stream_id
   GROUP BY i.ord;
END $f$;
