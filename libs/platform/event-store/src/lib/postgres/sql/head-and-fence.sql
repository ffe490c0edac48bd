-- The sequence head, and who may still be about to commit a number up to it. Head first, holders second: the proof of the
-- shared fence needs this order, so it is one function of two statements.
CREATE OR REPLACE FUNCTION es.head_and_fence(OUT head bigint, OUT holders text[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = es, pg_temp AS $f$
BEGIN
  -- Not a SELECT from the sequence: that reads its row without the lock under which nextval, each 32nd time, first writes
  -- a value that is 32 ahead into it (for the log) and then the drawn one. Null on a sequence that nobody has used.
  head := coalesce(pg_sequence_last_value('es.global_position_seq'::regclass), 0);
  SELECT coalesce(array_agg(l.virtualtransaction), '{}') INTO holders
    FROM pg_locks l
   WHERE l.locktype = 'advisory' AND l.classid = 0 AND l.objid = 4242 AND l.objsubid = 1 AND l.granted
     AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database());
END $f$;
