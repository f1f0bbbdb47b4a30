-- What is easily got wrong: names, order, what hangs on what.
CREATE SCHEMA "Tools";
CREATE SCHEMA "a.b";
CREATE EXTENSION btree_gist SCHEMA "Tools";
CREATE EXTENSION pg_trgm SCHEMA "Tools";
CREATE EXTENSION citext SCHEMA "Tools";

CREATE TYPE "Tools".mood AS ENUM ('ok');
CREATE TYPE mood AS ENUM ('fine', 'ok');
CREATE DOMAIN even AS integer CHECK (VALUE % 2 = 0);
CREATE DOMAIN small_even AS even CONSTRAINT "Small" CHECK (VALUE < 10);
CREATE DOMAIN moods AS mood[] DEFAULT '{ok}';
CREATE DOMAIN "Tools".plain AS varchar(3);
CREATE DOMAIN bare AS text;
CREATE DOMAIN must AS text NOT NULL DEFAULT 'it''s (a, b)';

-- Names that need quotes, look like words, or hold what separates names.
CREATE TABLE "a.b"."c.d" ("e.f" integer PRIMARY KEY, "g,h" integer, "i)j" text DEFAULT 'k"l', "é€" text, "表" integer);
CREATE TABLE "from" ("set" serial PRIMARY KEY, "default" integer DEFAULT 5, "check" integer CHECK ("check" > 0), "with" text, "where" boolean, "constraint" text DEFAULT 'CONSTRAINT x CHECK (');
CREATE INDEX "with" ON "from" ("with") WHERE "where";
CREATE TABLE "to""from" ("on" integer REFERENCES "from", x integer REFERENCES "a.b"."c.d", CONSTRAINT "c o" UNIQUE ("on", x));
CREATE TABLE s (public integer, pg_catalog integer, "'" text DEFAULT E'a\\b\nc', d text DEFAULT '$$', comment text DEFAULT '--', star text DEFAULT '/*');
COMMENT ON COLUMN s."'" IS E'\\connect "x"\n\\restrict y';
COMMENT ON TABLE s IS '  spaces  ';

-- Types.
CREATE TABLE types (
  m mood DEFAULT 'ok'::mood, m2 "Tools".mood DEFAULT 'ok'::"Tools".mood, ms mood[] DEFAULT ARRAY['ok'::mood, 'fine'], e even DEFAULT 2, se small_even, d moods, p "Tools".plain, c "Tools".citext, b bare, mu must,
  n1 numeric, n2 numeric(5), n3 numeric(5,-2), n4 numeric(5,5), f1 float(3), f2 float(40), v varchar(10485760), ch char, ch5 char(5)[], bc "char"[], bp bpchar,
  t1 timestamp(0), t2 timestamptz(6)[], t3 time, t4 timetz(1), i1 interval year, i2 interval day to second(3), i3 interval(0), dt date[],
  o oid, rc regclass, rp regproc, x xid, ts tsvector, tq tsquery, ls lseg, pl path, po polygon, ci circle, bx box, ln line, lsn pg_lsn, mac macaddr8, js jsonb[], u uuid[], by bytea[], vb varbit, vb3 varbit(3), b3 bit(3)[],
  r1 int8range, r2 numrange, r3 tstzrange, r4 tstzmultirange, rec "from", recs s[], inf information_schema.sql_identifier, nm name COLLATE "POSIX", co text COLLATE "C.utf8"
);
CREATE TABLE defaults (
  a integer DEFAULT (1 + 2) * 3, b integer DEFAULT -1, c text DEFAULT NULL, d text DEFAULT CASE WHEN now() > '2020-01-01' THEN 'a, b' ELSE 'c' END, e boolean DEFAULT (1 > 2), f integer[] DEFAULT ARRAY[[1, 2], [3, 4]], g date DEFAULT CURRENT_DATE - 1,
  h timestamp DEFAULT (now() AT TIME ZONE 'utc'), i text DEFAULT ('a' || 'b') COLLATE "C" NOT NULL, j numeric DEFAULT 1e10, k text DEFAULT U&'\0041', l bytea DEFAULT '\x00ff', m bit(4) DEFAULT B'1010', n text DEFAULT current_setting('x.y', true),
  o integer GENERATED ALWAYS AS ((a + b)) STORED NOT NULL, p boolean GENERATED ALWAYS AS (a IN (1, 2, 3)) STORED, q integer DEFAULT (ARRAY[1, 2])[1],
  CONSTRAINT defaults_check CHECK (((a > 0) OR (b > 0)) AND (c IS NULL OR c ~ '^[(]')), CHECK ((a = ANY (ARRAY[1, 2])) IS TRUE), CONSTRAINT "d,e" CHECK (d <> ')')
);

-- Counting.
CREATE TABLE serial_kept (id serial PRIMARY KEY);
CREATE TABLE serial_nullable (id serial PRIMARY KEY, other serial);
ALTER TABLE serial_nullable ALTER COLUMN other DROP NOT NULL;
CREATE TABLE serial_moved (id serial PRIMARY KEY);
ALTER SEQUENCE serial_moved_id_seq INCREMENT BY 2;
CREATE TABLE serial_renamed (id serial PRIMARY KEY);
ALTER SEQUENCE serial_renamed_id_seq RENAME TO renamed_seq;
CREATE TABLE serial_wide (id serial PRIMARY KEY);
ALTER TABLE serial_wide ALTER COLUMN id TYPE bigint;
CREATE TABLE serial_without_key (id bigserial);
CREATE TABLE serial_two (a serial, b smallserial, PRIMARY KEY (a, b));
CREATE TABLE serial_refers (id serial PRIMARY KEY REFERENCES serial_kept);
CREATE TABLE serial_shared (id integer PRIMARY KEY DEFAULT nextval('serial_kept_id_seq'));
CREATE TABLE serial_unowned (id serial PRIMARY KEY);
ALTER SEQUENCE serial_unowned_id_seq OWNED BY NONE;
CREATE TABLE serial_dropped (id serial PRIMARY KEY);
ALTER TABLE serial_dropped ALTER COLUMN id DROP DEFAULT;
CREATE TABLE serial_expression (id serial PRIMARY KEY);
ALTER TABLE serial_expression ALTER COLUMN id SET DEFAULT nextval('serial_expression_id_seq') + 1;
CREATE TABLE serial_unlogged (id serial PRIMARY KEY);
ALTER TABLE serial_unlogged SET UNLOGGED;
CREATE TABLE a_name_of_a_table_which_is_rather_long_but_still_fits (a_column_of_some_length serial PRIMARY KEY);
CREATE TABLE plain_key (id integer PRIMARY KEY);
CREATE TABLE plain_big_key (id bigint PRIMARY KEY);
CREATE TABLE oid_key (id oid PRIMARY KEY);
CREATE TABLE identity_down (id smallint GENERATED ALWAYS AS IDENTITY (INCREMENT BY -1) PRIMARY KEY);
CREATE TABLE identity_down_from (id bigint GENERATED ALWAYS AS IDENTITY (INCREMENT BY -1 START WITH -5 MINVALUE -100 MAXVALUE -1));
CREATE TABLE identity_zero (id integer GENERATED BY DEFAULT AS IDENTITY (MINVALUE 0 START 1));
CREATE TABLE identity_big (id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 9007199254740993 MAXVALUE 9223372036854775806));
CREATE TABLE identity_max (id integer GENERATED BY DEFAULT AS IDENTITY (MAXVALUE 10 CYCLE) PRIMARY KEY);

-- Cycles, and keys to what is not a key of the table yet.
CREATE TABLE z_first (id integer PRIMARY KEY, other integer);
CREATE TABLE a_second (id integer PRIMARY KEY, other integer REFERENCES z_first ON UPDATE SET NULL ON DELETE CASCADE DEFERRABLE);
ALTER TABLE z_first ADD CONSTRAINT z_first_other FOREIGN KEY (other) REFERENCES a_second INITIALLY DEFERRED;
CREATE TABLE by_index (a integer, b integer, c integer);
CREATE UNIQUE INDEX by_index_ab ON by_index (a, b);
CREATE TABLE by_index_refers (x integer, y integer, FOREIGN KEY (y, x) REFERENCES by_index (a, b));
CREATE TABLE pair (a integer, b integer, PRIMARY KEY (a, b), up_a integer, up_b integer, FOREIGN KEY (up_b, up_a) REFERENCES pair (b, a));
CREATE TABLE z_pair (a integer, b integer, FOREIGN KEY (b, a) REFERENCES pair (b, a) MATCH FULL);

-- Constraints that need a function, which needs a table.
CREATE TABLE needed (id integer PRIMARY KEY);
CREATE FUNCTION is_needed(n needed) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT n.id > 0';
CREATE FUNCTION all_needed(i integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS 'BEGIN RETURN i > 0; END';
CREATE TABLE a_needs (id integer, CONSTRAINT a_needs_check CHECK (all_needed(id)), EXCLUDE USING btree (abs(id) WITH =), UNIQUE (id));
CREATE INDEX a_needs_fn ON a_needs (all_needed(id)) WHERE all_needed(id);
ALTER TABLE needed ADD CONSTRAINT needed_self CHECK (is_needed(needed.*));
ALTER TABLE needed ADD CONSTRAINT needed_later CHECK (id <> 13) NOT VALID;
CREATE FUNCTION row_of(n plain_key) RETURNS SETOF plain_big_key LANGUAGE sql AS 'SELECT * FROM plain_big_key';
CREATE VIEW a_grouped AS SELECT needed.*, count(*) AS n FROM needed JOIN a_needs USING (id) GROUP BY needed.id;
CREATE TABLE uses_view (v a_grouped);

-- Indexes.
CREATE TABLE indexed (a text, b text, c integer, d integer, e tsrange, f "Tools".citext, g jsonb, h integer[]) WITH (fillfactor=55, parallel_workers=0, autovacuum_vacuum_scale_factor=0.10, toast.autovacuum_vacuum_threshold=5);
CREATE INDEX i1 ON indexed (a ASC NULLS FIRST, b DESC, c DESC NULLS LAST, d DESC NULLS FIRST);
CREATE INDEX i2 ON indexed (a text_pattern_ops, b varchar_pattern_ops DESC, a COLLATE "C", a);
CREATE INDEX i3 ON indexed USING gin (a "Tools".gin_trgm_ops, g jsonb_path_ops, h);
CREATE INDEX i4 ON indexed USING gist (e, a "Tools".gist_trgm_ops (siglen=16)) WITH (buffering=on, fillfactor=70);
CREATE INDEX i5 ON indexed ((a || ',' || b), (ARRAY[c, d]), ((g -> 'x') ->> 'y'), lower(a) COLLATE "C" text_pattern_ops DESC) INCLUDE (c, d) WHERE (a <> '') AND b = ANY (ARRAY['x', 'y']);
CREATE UNIQUE INDEX i6 ON indexed (COALESCE(c, 0), COALESCE(d, 0)) NULLS NOT DISTINCT WITH (deduplicate_items=off);
CREATE INDEX i7 ON indexed USING spgist (e);
CREATE INDEX i8 ON indexed USING brin (c int4_minmax_multi_ops (values_per_range=16)) WITH (autosummarize=true, pages_per_range=8);
ALTER INDEX i5 ALTER COLUMN 1 SET STATISTICS 300;
CREATE TABLE excluded (a integer, b tsrange, c text, d integer,
  CONSTRAINT x1 EXCLUDE USING gist (a WITH =, b WITH &&),
  CONSTRAINT x2 EXCLUDE USING gist (a "Tools".gist_int4_ops WITH OPERATOR(pg_catalog.=), (a + d) WITH <>) WHERE (d > 0 AND c <> 'x'),
  CONSTRAINT x3 EXCLUDE (a WITH =, lower(c) WITH =) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT x4 EXCLUDE USING gist (c "Tools".gist_trgm_ops WITH =, b WITH -|-),
  CONSTRAINT x5 EXCLUDE USING gist (b WITH &&) INCLUDE (a),
  CONSTRAINT u1 UNIQUE NULLS NOT DISTINCT (a, d) INCLUDE (c) DEFERRABLE);
CREATE TABLE keyed (a integer, b integer, CONSTRAINT k PRIMARY KEY (b, a) INCLUDE (c), c integer);
CREATE TABLE twice (id serial, a integer, CONSTRAINT a_unique UNIQUE (id));
ALTER TABLE twice ADD CONSTRAINT twice_pkey PRIMARY KEY (id), ADD CONSTRAINT z_unique UNIQUE (id);
ALTER TABLE twice ADD CONSTRAINT y1 EXCLUDE USING btree (a WITH =), ADD CONSTRAINT y2 EXCLUDE USING btree (a WITH =);
CREATE TABLE twice_refers (id integer REFERENCES twice);
CREATE MATERIALIZED VIEW seen AS SELECT a FROM indexed;
CREATE INDEX seen_a ON seen (a);
ALTER TABLE indexed CLUSTER ON i1;
ALTER TABLE keyed REPLICA IDENTITY FULL;
ALTER TABLE keyed ALTER COLUMN c SET STATISTICS 0;
ALTER TABLE indexed ALTER COLUMN a SET COMPRESSION pglz;

-- Partitions and inheritance of every sort.
CREATE TABLE measures (at date NOT NULL, city integer, value numeric DEFAULT 0, CHECK (value >= 0)) PARTITION BY LIST (city);
CREATE TABLE measures_1 PARTITION OF measures (value DEFAULT 1) FOR VALUES IN (1) PARTITION BY RANGE (at);
CREATE TABLE measures_1_old PARTITION OF measures_1 FOR VALUES FROM (MINVALUE) TO ('2000-01-01');
CREATE TABLE measures_rest PARTITION OF measures DEFAULT;
CREATE INDEX ON measures (at, city);
ALTER TABLE measures ADD FOREIGN KEY (city) REFERENCES plain_key;
CREATE TABLE cities (name text NOT NULL, people integer CHECK (people > 0));
CREATE TABLE capitals (country text, CHECK (people > 1000)) INHERITS (cities);
ALTER TABLE ONLY cities ADD CONSTRAINT not_here CHECK (false) NO INHERIT;
CREATE TABLE points_at_partition (id integer, at date);

-- What else there is.
CREATE FOREIGN DATA WRAPPER nothing;
CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing;
CREATE FOREIGN TABLE far (id integer NOT NULL, name text DEFAULT 'x') SERVER nowhere;
COMMENT ON FOREIGN TABLE far IS 'far away';
COMMENT ON COLUMN far.id IS 'an id';
CREATE TEXT SEARCH CONFIGURATION mine (COPY = simple);
CREATE CAST (mood AS "Tools".mood) WITH INOUT;
CREATE TABLE heap_else (id integer PRIMARY KEY);
CREATE PROCEDURE body() LANGUAGE sql BEGIN ATOMIC DELETE FROM plain_key WHERE id = 1; DELETE FROM plain_key WHERE id = 2; END;
CREATE FUNCTION backslash() RETURNS text LANGUAGE sql AS $body$
SELECT '
\restrict
';
$body$;
GRANT ALL ON SCHEMA "Tools" TO PUBLIC;
