-- Ends a stream at exactly p_version: nothing can be appended to it any more; reading goes on. Ending it again changes nothing.
CREATE OR REPLACE FUNCTION es.archive(p_stream text, p_version bigint)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = es, pg_temp AS $f$
DECLARE
  actual bigint;
BEGIN
  UPDATE es.streams s SET archived_at = coalesce(s.archived_at, clock_timestamp())
   WHERE s.stream_id = p_stream AND s.version = p_version;
  IF FOUND THEN
    RETURN true;
  END IF;
  SELECT s.version INTO actual FROM es.streams s WHERE s.stream_id = p_stream;
  RAISE EXCEPTION 'stream is not at the expected version' USING
    ERRCODE = 'ES409', DETAIL = json_build_object('streamId', p_stream, 'actual', coalesce(actual, 0))::text;
END $f$;
