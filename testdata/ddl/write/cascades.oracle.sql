-- Oracle script

CREATE TABLE owners (
  id number(10) NOT NULL,
  CONSTRAINT owners_pkey PRIMARY KEY (id)
);

CREATE TABLE shops (
  id number(10) NOT NULL,
  owner_id number(10) NOT NULL,
  CONSTRAINT shops_pkey PRIMARY KEY (id)
);

CREATE TABLE people (
  id number(10) NOT NULL,
  owner_id number(10) NOT NULL,
  shop_id number(10),
  boss_id number(10),
  CONSTRAINT people_pkey PRIMARY KEY (id)
);

CREATE TABLE visits (
  shop_id number(10) NOT NULL,
  person_id number(10) DEFAULT 1 NOT NULL,
  kind_id number(10)
);

CREATE TABLE kinds (
  id number(5) NOT NULL,
  CONSTRAINT kinds_pkey PRIMARY KEY (id)
);

ALTER TABLE shops ADD CONSTRAINT shops_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE CASCADE;

ALTER TABLE people ADD CONSTRAINT people_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE CASCADE;

ALTER TABLE people ADD CONSTRAINT people_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops (id) ON DELETE SET NULL;

ALTER TABLE people ADD CONSTRAINT people_boss_id_fkey FOREIGN KEY (boss_id) REFERENCES people (id) ON DELETE SET NULL;

ALTER TABLE visits ADD CONSTRAINT visits_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops (id) ON DELETE CASCADE;

ALTER TABLE visits ADD CONSTRAINT visits_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id);

ALTER TABLE visits ADD CONSTRAINT visits_kind_id_fkey FOREIGN KEY (kind_id) REFERENCES kinds (id);

-- note: The action ON UPDATE of the foreign key visits_shop_id_fkey is left out: Oracle has no ON UPDATE.
-- note: The action ON DELETE of the foreign key visits_person_id_fkey is left out: Oracle has no ON DELETE SET DEFAULT.
