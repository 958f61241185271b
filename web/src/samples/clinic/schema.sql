-- The clinic's database (PostgreSQL)

CREATE TABLE owners (
  id            BIGSERIAL PRIMARY KEY,
  name          TEXT NOT NULL,
  email         TEXT,
  password      VARCHAR(40),
  phone1        TEXT,
  phone2        TEXT,
  phone3        TEXT,
  created_at    TIMESTAMP DEFAULT now()
);

CREATE TABLE pets (
  id            BIGSERIAL PRIMARY KEY,
  owner_id      BIGINT REFERENCES owners (id),
  name          TEXT NOT NULL,
  species       TEXT,
  weight_kg     NUMERIC(5, 2)
);

CREATE TABLE visits (
  pet_id        BIGINT NOT NULL REFERENCES pets (id) ON DELETE CASCADE,
  vet_name      TEXT,
  starts_at     TIMESTAMP NOT NULL,
  price         FLOAT,
  status        TEXT
);

CREATE TABLE "VisitNotes" (
  "noteId"      SERIAL PRIMARY KEY,
  visit_id      BIGINT,
  body          TEXT,
  tags          TEXT
);

CREATE INDEX visits_pet_idx ON visits (pet_id);

GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC;
