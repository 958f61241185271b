// What an example only refers to or changes: in its project it stands in another file.

const STANDING = {
  amount_is_positive: 'ALTER TABLE visits ADD CONSTRAINT amount_is_positive CHECK (amount > 0) NOT VALID;',
  bills: 'CREATE TABLE bills (id bigserial PRIMARY KEY, paid numeric(12, 2));',
  clinics: 'CREATE TABLE clinics (id bigserial PRIMARY KEY); INSERT INTO clinics VALUES (1);',
  imports: 'CREATE UNLOGGED TABLE imports (id bigint PRIMARY KEY);',
  keep_trail: "CREATE FUNCTION keep_trail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';",
  measurements: `CREATE TABLE measurements (at date NOT NULL) PARTITION BY RANGE (at);
    CREATE TABLE measurements_2020 PARTITION OF measurements FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');`,
  measurements_2021: 'CREATE TABLE measurements_2021 (at date NOT NULL);',
  next_visit_number: "CREATE FUNCTION next_visit_number() RETURNS bigint LANGUAGE sql VOLATILE AS 'SELECT 1::bigint';",
  owners: 'CREATE TABLE owners (id bigserial PRIMARY KEY, name text NOT NULL);',
  pets: "CREATE TABLE pets (id bigserial PRIMARY KEY, name text NOT NULL); INSERT INTO pets (name) VALUES ('Rex');",
  phone_number: 'CREATE DOMAIN phone_number AS text;',
  postal_code: 'CREATE DOMAIN postal_code AS text;',
  rooms: 'CREATE TABLE rooms (id bigserial PRIMARY KEY, name text NOT NULL);',
  sessions: 'CREATE TABLE sessions (id bigserial PRIMARY KEY);',
  vets: 'CREATE TABLE vets (id bigserial PRIMARY KEY, name text NOT NULL);',
  reports: 'CREATE SCHEMA reports;',
  visits: `CREATE EXTENSION btree_gist;
    CREATE TABLE visits (id integer NOT NULL, pet_id bigint, price numeric(12, 2), amount integer, number text,
      seen_at timestamp, room integer, during tsrange);
    INSERT INTO visits SELECT n, 1, 10, 2, 'V' || n, now(), n FROM generate_series(1, 20) AS n;
    CREATE INDEX visits_day_idx ON visits (seen_at);`,
  visit_state: "CREATE TYPE visit_state AS ENUM ('open', 'done');",
  visits_archive: 'CREATE TABLE visits_archive (id bigint PRIMARY KEY, notes jsonb);',
  visits_by_month: 'CREATE MATERIALIZED VIEW visits_by_month AS SELECT 1 AS month;',
  visits_old: 'CREATE TABLE visits_old (id bigint PRIMARY KEY);',
  visits_pet_id_idx: 'CREATE INDEX visits_pet_id_idx ON visits (pet_id);',
  visits_old_idx: 'CREATE INDEX visits_old_idx ON visits (price);',
};

/** The statement that makes what a server's error misses, where it is known. */
export function missing(error) {
  const named = /(?:relation|table|index|schema|type|constraint) "(\w+)"(?: (?:for table|of relation) "\w+")? does not exist/.exec(error);
  const called = /function (\w+)\(\) does not exist/.exec(error);
  return STANDING[(named ?? called)?.[1]];
}
