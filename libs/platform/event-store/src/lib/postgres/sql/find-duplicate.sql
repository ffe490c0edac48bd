-- The answer of an earlier append of the same command, for a retry that came with a newer version or with any.
CREATE OR REPLACE FUNCTION es.find_duplicate(p_stream text, p_events jsonb)
RETURNS TABLE (version bigint, first_position bigint, last_position bigint, known bigint, same bigint)
LANGUAGE sql STABLE SECURITY DEFINER
-- A plan made while the tables were small would scan them for ever.
SET search_path = es, pg_temp SET enable_seqscan = off AS $f$
  SELECT max(e.stream_position), min(e.global_position), max(e.global_position), count(*),
         count(*) FILTER (WHERE e.type = g.type AND e.data = g.data)
    FROM jsonb_to_recordset(p_events) AS g(id uuid, type text, data jsonb)
    JOIN es.events e ON e.event_id = g.id AND e.stream_id = p_stream;
$f$;
