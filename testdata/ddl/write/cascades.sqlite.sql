-- SQLite script

CREATE TABLE owners (
  id INTEGER NOT NULL,
  CONSTRAINT owners_pkey PRIMARY KEY (id)
);

CREATE TABLE shops (
  id INTEGER NOT NULL,
  owner_id INTEGER NOT NULL,
  CONSTRAINT shops_pkey PRIMARY KEY (id),
  CONSTRAINT shops_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE CASCADE
);

CREATE TABLE people (
  id INTEGER NOT NULL,
  owner_id INTEGER NOT NULL,
  shop_id INTEGER,
  boss_id INTEGER,
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES owners (id) ON DELETE CASCADE,
  CONSTRAINT people_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops (id) ON DELETE SET NULL,
  CONSTRAINT people_boss_id_fkey FOREIGN KEY (boss_id) REFERENCES people (id) ON DELETE SET NULL
);

CREATE TABLE visits (
  shop_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL DEFAULT 1,
  kind_id INTEGER,
  CONSTRAINT visits_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shops (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT visits_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE SET DEFAULT,
  CONSTRAINT visits_kind_id_fkey FOREIGN KEY (kind_id) REFERENCES kinds (id) ON DELETE RESTRICT ON UPDATE NO ACTION
);

CREATE TABLE kinds (
  id INTEGER NOT NULL,
  CONSTRAINT kinds_pkey PRIMARY KEY (id)
);
