-- Events in RANGE partitions of their global position. A partitioned table can hold no unique constraint without its
-- partition key, so two of them become local to a partition. What they promised across partitions, the stream row keeps:
-- every append locks it first, draws stream positions from its version, and finds, under that lock, what is there already.

-- How many positions a partition holds; no row while the store is one table.
CREATE TABLE es.event_partitioning (size bigint NOT NULL CHECK (size > 0));

-- An event id derives from its command and its stream, so a twin in an older partition is in the same stream: its append
-- has ended, since we hold the stream row, and this look sees it. The same id in the same partition meets the unique index.
-- Once a statement: once a row would open every partition for each event of a batch.
CREATE FUNCTION es.refuse_known_event_ids() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = es, pg_temp SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $f$
BEGIN
  IF EXISTS (SELECT 1 FROM inserted i JOIN es.events e ON e.event_id = i.event_id AND e.global_position <> i.global_position) THEN
    RAISE EXCEPTION 'an event id is taken' USING ERRCODE = 'unique_violation', CONSTRAINT = 'events_id_uq';
  END IF;
  RETURN NULL;
END $f$;

-- Sees to it that p_ahead partitions beyond the one in use exist; answers how many it made. Nothing to do while unpartitioned.
CREATE FUNCTION es.ensure_event_partitions(p_ahead int DEFAULT 2) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = es, pg_temp AS $f$
DECLARE
  size bigint := (SELECT p.size FROM es.event_partitioning p);
  head bigint := (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM es.global_position_seq);
  upper_end bigint;
  made int := 0;
BEGIN
  IF size IS NULL THEN
    RETURN 0;
  END IF;
  -- One maker at a time; appends go on.
  PERFORM pg_advisory_xact_lock(4243);
  LOOP
    SELECT max((regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \(''?(\d+)''?\)'))[1]::bigint) INTO upper_end
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'es.events'::regclass;
    EXIT WHEN upper_end > head + p_ahead * size;
    PERFORM es.add_event_partition(upper_end, upper_end + size);
    made := made + 1;
  END LOOP;
  RETURN made;
END $f$;

CREATE FUNCTION es.add_event_partition(p_from bigint, p_to bigint) RETURNS void
LANGUAGE plpgsql SET search_path = es, pg_temp AS $f$
DECLARE
  name text := 'events_from_' || p_from;
BEGIN
  -- Made apart and then attached: PARTITION OF would lock the whole table against appends for as long.
  EXECUTE format('CREATE TABLE es.%I (LIKE es.events INCLUDING DEFAULTS)', name);
  EXECUTE format('ALTER TABLE es.%I ADD UNIQUE (stream_id, stream_position), ADD UNIQUE (event_id), '
                 'ADD CHECK (global_position >= %s AND global_position < %s)', name, p_from, p_to);
  EXECUTE format('CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON es.%I EXECUTE FUNCTION es.deny()', name);
  EXECUTE format('ALTER TABLE es.events ATTACH PARTITION es.%I FOR VALUES FROM (%s) TO (%s)', name, p_from, p_to);
END $f$;

-- Makes the events table the first partition of a partitioned one, by the owner, while the shop is open: the one long step,
-- reading the table to prove the bounds, lets appends and readers go on; the exchange itself takes milliseconds. Call it
-- again after it was interrupted. It gives up after two seconds without the lock, to be called again, and stalls nobody.
CREATE PROCEDURE es.partition_events(p_size bigint) LANGUAGE plpgsql AS $f$
DECLARE
  upper_end bigint;
  granted record;
BEGIN
  IF EXISTS (SELECT 1 FROM es.event_partitioning) THEN
    RETURN;
  END IF;
  SELECT (CASE WHEN is_called THEN last_value ELSE 0 END / p_size + 2) * p_size INTO upper_end FROM es.global_position_seq;
  SET LOCAL lock_timeout = '2s';
  ALTER TABLE es.events DROP CONSTRAINT IF EXISTS events_bounds;
  EXECUTE format('ALTER TABLE es.events ADD CONSTRAINT events_bounds CHECK (global_position >= 0 AND global_position < %s) NOT VALID', upper_end);
  COMMIT;
  ALTER TABLE es.events VALIDATE CONSTRAINT events_bounds;
  COMMIT;

  SET LOCAL lock_timeout = '2s';
  LOCK TABLE es.events IN ACCESS EXCLUSIVE MODE;
  DROP TRIGGER events_append_only ON es.events;
  ALTER TABLE es.events RENAME TO events_from_0;
  ALTER TABLE es.events_from_0 RENAME CONSTRAINT events_pkey TO events_from_0_pkey;
  ALTER TABLE es.events_from_0 RENAME CONSTRAINT events_stream_uq TO events_from_0_stream_uq;
  ALTER TABLE es.events_from_0 RENAME CONSTRAINT events_id_uq TO events_from_0_id_uq;
  CREATE TABLE es.events (LIKE es.events_from_0 INCLUDING DEFAULTS, CONSTRAINT events_pkey PRIMARY KEY (global_position))
    PARTITION BY RANGE (global_position);
  FOR granted IN SELECT a.privilege_type, a.grantee::regrole AS role FROM pg_class c, aclexplode(c.relacl) a
                  WHERE c.oid = 'es.events_from_0'::regclass AND a.grantee <> 0 AND a.grantee <> c.relowner
  LOOP
    EXECUTE format('GRANT %s ON es.events TO %s', granted.privilege_type, granted.role);
  END LOOP;
  -- No index but the key's here: each partition brings its own two, unique ones, which a plain index of the parent would
  -- not match, so that PostgreSQL would build both again.
  EXECUTE format('ALTER TABLE es.events ATTACH PARTITION es.events_from_0 FOR VALUES FROM (0) TO (%s)', upper_end);
  CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON es.events FOR EACH ROW EXECUTE FUNCTION es.deny();
  CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON es.events EXECUTE FUNCTION es.deny();
  CREATE TRIGGER events_known_ids AFTER INSERT ON es.events REFERENCING NEW TABLE AS inserted
    EXECUTE FUNCTION es.refuse_known_event_ids();
  INSERT INTO es.event_partitioning VALUES (p_size);
  PERFORM es.ensure_event_partitions();
END $f$;
