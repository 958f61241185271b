-- What everyday PostgreSQL schemas hold, and what is easily read wrong.
CREATE TYPE species AS ENUM ('cat', 'dog');
CREATE DOMAIN email AS text NOT NULL CHECK (VALUE LIKE '%@%');
CREATE TABLE owners (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email email,
  "Full Name" character varying(100) NOT NULL,
  referred_by bigint REFERENCES owners ON DELETE SET NULL,
  created_at timestamp (3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT owners_email_key UNIQUE (email)
);
CREATE TABLE pets (
  id bigserial,
  owner_id bigint NOT NULL,
  kind species DEFAULT 'cat'::species,
  tags text[] NOT NULL DEFAULT '{}',
  weight numeric(5, 2) CHECK (weight > 0),
  weight_grams numeric GENERATED ALWAYS AS (weight * 1000) STORED,
  stay daterange,
  room int,
  EXCLUDE USING gist (stay WITH &&) WHERE (room IS NULL)
);
ALTER TABLE ONLY pets ADD CONSTRAINT pets_pkey PRIMARY KEY (id);
ALTER TABLE pets ADD FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE CASCADE NOT VALID;
ALTER TABLE pets ADD COLUMN chip text UNIQUE, ADD note text, DROP COLUMN room CASCADE;
ALTER TABLE pets ALTER COLUMN note SET NOT NULL, ALTER chip TYPE varchar(20);
CREATE INDEX ON pets (owner_id, id DESC);
CREATE UNIQUE INDEX pets_chip_idx ON pets USING btree (lower(chip)) WHERE chip IS NOT NULL;
CREATE INDEX CONCURRENTLY pets_tags_idx ON pets USING gin (tags);
CREATE INDEX pets_note_idx ON pets (note text_pattern_ops) INCLUDE (kind);
CREATE TABLE visits (
  id uuid DEFAULT gen_random_uuid(),
  pet_id bigint NOT NULL REFERENCES pets (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  on_day date NOT NULL,
  PRIMARY KEY (on_day, id)
) PARTITION BY RANGE (on_day);
CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE INDEX visits_pet_id_idx ON visits (pet_id);
CREATE TABLE notes (LIKE visits INCLUDING ALL, author text);
CREATE TABLE archived (at date) INHERITS (owners);
CREATE UNIQUE INDEX notes_author_idx ON notes (author, on_day);
ALTER TABLE notes ADD CONSTRAINT notes_author_key UNIQUE USING INDEX notes_author_idx;
ALTER TABLE notes RENAME author TO written_by;
ALTER TABLE notes RENAME TO remarks;
CREATE TABLE gone (id int);
DROP TABLE gone;
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_tables WHERE tablename = 'rooms') THEN
    CREATE TABLE rooms (id int PRIMARY KEY, name text);
  END IF;
END $$;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN CREATE TEMP TABLE passing (id int); NEW.created_at := now(); RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE ON owners FOR EACH ROW EXECUTE FUNCTION touch();
