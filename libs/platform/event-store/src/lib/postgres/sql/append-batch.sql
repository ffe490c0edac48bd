-- Many independent appends in one commit: p_appends is [{stream, type, expected, events}]. One row each, in order.
CREATE OR REPLACE FUNCTION es.append_batch(p_appends jsonb)
RETURNS TABLE (ord bigint, version bigint, first_position bigint, last_position bigint, duplicate boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = es, pg_temp AS $f$
DECLARE
  a record;
  r record;
BEGIN
  -- Streams in one order for every caller, so that two batches cannot dead-lock.
  FOR a IN SELECT g.e, g.ord FROM jsonb_array_elements(p_appends) WITH ORDINALITY AS g(e, ord) ORDER BY g.e ->> 'stream', g.ord
  LOOP
    SELECT * INTO r FROM es.append(a.e ->> 'stream', a.e ->> 'type', (a.e ->> 'expected')::bigint, a.e -> 'events');
    ord := a.ord;
    version := r.version;
    first_position := r.first_position;
    last_position := r.last_position;
    duplicate := r.duplicate;
    RETURN NEXT;
  END LOOP;
END $f$;
