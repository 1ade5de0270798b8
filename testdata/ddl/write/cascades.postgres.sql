-- PostgreSQL script

CREATE TABLE owners (
  id integer NOT NULL,
  CONSTRAINT owners_pkey PRIMARY KEY (id)
);

CREATE TABLE shops (
  id integer NOT NULL,
  owner_id integer NOT NULL,
  CONSTRAINT shops_pkey PRIMARY KEY (id)
);

CREATE TABLE people (
  id integer NOT NULL,
  owner_id integer NOT NULL,
  shop_id integer,
  boss_id integer,
  CONSTRAINT people_pkey PRIMARY KEY (id)
);

CREATE TABLE visits (
  shop_id integer NOT NULL,
  person_id integer NOT NULL DEFAULT 1,
  kind_id integer
);

CREATE TABLE kinds (
  id smallint NOT NULL,
  CONSTRAINT kinds_pkey PRIMARY KEY (id)
);

ALTER TABLE shops ADD CONSTRAINT shops_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE CASCADE;

ALTER TABLE people ADD CONSTRAINT people_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE CASCADE;

ALTER TABLE people ADD CONSTRAINT people_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops (id) ON DELETE SET NULL;

ALTER TABLE people ADD CONSTRAINT people_boss_id_fkey FOREIGN KEY (boss_id) REFERENCES people (id) ON DELETE SET NULL;

ALTER TABLE visits ADD CONSTRAINT visits_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops (id) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE visits ADD CONSTRAINT visits_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE SET DEFAULT;

ALTER TABLE visits ADD CONSTRAINT visits_kind_id_fkey FOREIGN KEY (kind_id) REFERENCES kinds (id) ON DELETE RESTRICT ON UPDATE NO ACTION;
