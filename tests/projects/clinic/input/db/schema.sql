CREATE TABLE owners (
  id bigserial PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL,
  password varchar(40) NOT NULL,
  phone1 text,
  phone2 text,
  phone3 text,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE pets (
  id bigserial PRIMARY KEY,
  owner_id bigint NOT NULL REFERENCES owners (id),
  name text NOT NULL,
  born date
);

CREATE TABLE visits (
  id bigserial PRIMARY KEY,
  pet_id bigint NOT NULL,
  visited_at timestamp NOT NULL,
  price double precision NOT NULL,
  paid boolean
);

CREATE TABLE vet_visits (
  vet_id bigint NOT NULL,
  visit_id bigint NOT NULL REFERENCES visits (id) ON DELETE CASCADE
);

CREATE INDEX visits_visited_at_idx ON visits (visited_at);
