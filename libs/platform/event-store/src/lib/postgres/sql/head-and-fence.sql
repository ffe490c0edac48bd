-- The sequence head, and who may still be about to commit a number up to it. Head first, holders second: the proof of the
-- shared fence needs this order, so it is one function of two statements.
CREATE OR REPLACE FUNCTION es.head_and_fence(OUT head bigint, OUT holders text[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = es, pg_temp AS $f$
BEGIN
  -- last_value is 1 on a sequence that nobody has used (Marten #5091)
  SELECT CASE WHEN is_called THEN last_value ELSE 0 END INTO head FROM es.global_position_seq;
  SELECT coalesce(array_agg(l.virtualtransaction), '{}') INTO holders
    FROM pg_locks l
   WHERE l.locktype = 'advisory' AND l.classid = 0 AND l.objid = 4242 AND l.objsubid = 1 AND l.granted
     AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database());
END $f$;
