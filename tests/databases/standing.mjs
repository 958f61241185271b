// Tables that an example only refers to or changes: in its project they stand in another file.

const TABLES = {
  owners: 'CREATE TABLE owners (id bigserial PRIMARY KEY, name text NOT NULL);',
  pets: "CREATE TABLE pets (id bigserial PRIMARY KEY, name text NOT NULL); INSERT INTO pets (name) VALUES ('Rex');",
  rooms: 'CREATE TABLE rooms (id bigserial PRIMARY KEY, name text NOT NULL);',
  sessions: 'CREATE TABLE sessions (id bigserial PRIMARY KEY);',
  vets: 'CREATE TABLE vets (id bigserial PRIMARY KEY, name text NOT NULL);',
  visits: `CREATE TABLE visits (id integer NOT NULL, pet_id bigint, price numeric(12, 2), amount integer,
    number text, seen_at timestamp);
    INSERT INTO visits SELECT n, 1, 10, 2, 'V' || n, now() FROM generate_series(1, 20) AS n;`,
};

/** The statement that makes the table which a server's error misses, where it is known. */
export function missing(error) {
  return TABLES[/relation "(\w+)" does not exist/.exec(error)?.[1]];
}
