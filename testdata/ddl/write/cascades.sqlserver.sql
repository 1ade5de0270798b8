-- SQL Server script

CREATE TABLE owners (
  id int NOT NULL,
  CONSTRAINT owners_pkey PRIMARY KEY (id)
);

CREATE TABLE shops (
  id int NOT NULL,
  owner_id int NOT NULL,
  CONSTRAINT shops_pkey PRIMARY KEY (id)
);

CREATE TABLE people (
  id int NOT NULL,
  owner_id int NOT NULL,
  shop_id int NULL,
  boss_id int NULL,
  CONSTRAINT people_pkey PRIMARY KEY (id)
);

-- note: visits.kind_id: int becomes smallint, like the column it refers to: SQL Server wants the same type.

CREATE TABLE visits (
  shop_id int NOT NULL,
  person_id int NOT NULL CONSTRAINT visits_person_id_default DEFAULT 1,
  kind_id smallint NULL
);

CREATE TABLE kinds (
  id smallint NOT NULL,
  CONSTRAINT kinds_pkey PRIMARY KEY (id)
);

ALTER TABLE shops ADD CONSTRAINT shops_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE CASCADE;

ALTER TABLE people ADD CONSTRAINT people_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE CASCADE;

ALTER TABLE people ADD CONSTRAINT people_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops (id);

ALTER TABLE people ADD CONSTRAINT people_boss_id_fkey FOREIGN KEY (boss_id) REFERENCES people (id);

-- note: The action ON DELETE of the foreign key people_shop_id_fkey is left out: a change would reach the same rows by two ways, which SQL Server refuses.
-- note: The action ON DELETE of the foreign key people_boss_id_fkey is left out: a change would reach the same rows by two ways, which SQL Server refuses.

ALTER TABLE visits ADD CONSTRAINT visits_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops (id) ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE visits ADD CONSTRAINT visits_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id);

ALTER TABLE visits ADD CONSTRAINT visits_kind_id_fkey FOREIGN KEY (kind_id) REFERENCES kinds (id) ON UPDATE NO ACTION;

-- note: The action ON DELETE of the foreign key visits_person_id_fkey is left out: a change would reach the same rows by two ways, which SQL Server refuses.
