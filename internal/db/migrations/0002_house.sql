-- +goose Up

-- What may be lost with the database: a check value of the key beside it, salts.
CREATE TABLE secret (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) :end;

-- What was erased: written by the verb while the MAC can be made; a job carries
-- it to a file beside the backups, which a restore replays before it serves.
CREATE TABLE erasure (
  object_kind TEXT NOT NULL,
  object_id BIGINT NOT NULL,
  key_mac TEXT NOT NULL,
  day BIGINT NOT NULL,
  why TEXT NOT NULL,
  CONSTRAINT erasure_key PRIMARY KEY (object_kind, object_id)
) :end;

-- One public site of the installation.
CREATE TABLE edition (
  id :id,
  key TEXT NOT NULL,
  country TEXT NOT NULL,
  timezone TEXT NOT NULL,
  languages TEXT NOT NULL,
  first_language TEXT NOT NULL,
  licence TEXT NOT NULL,
  review_policy TEXT NOT NULL,
  registration TEXT NOT NULL,
  duty_hours TEXT NOT NULL,
  retention_note TEXT NOT NULL,
  colour_1 TEXT NOT NULL,
  colour_2 TEXT NOT NULL,
  settings TEXT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT edition_public UNIQUE (key),
  CONSTRAINT edition_licence FOREIGN KEY (licence) REFERENCES licence (code),
  CONSTRAINT edition_review_policy FOREIGN KEY (review_policy) REFERENCES review_policy (code),
  CONSTRAINT edition_registration FOREIGN KEY (registration) REFERENCES registration (code)
);

-- What an edition says of itself, in each of its languages; `{join}` stands once in the notice.
CREATE TABLE edition_text (
  edition_id BIGINT NOT NULL,
  language TEXT NOT NULL,
  name TEXT NOT NULL,
  tagline TEXT NOT NULL,
  notice TEXT NOT NULL,
  join_text TEXT NOT NULL,
  CONSTRAINT edition_text_key PRIMARY KEY (edition_id, language),
  CONSTRAINT edition_text_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
  CONSTRAINT edition_text_join_once CHECK (length(notice) - length(replace(notice, '{join}', '')) = 6)
) :end;

-- The host names under which an edition answers, one of them its main one.
CREATE TABLE edition_host (
  host TEXT NOT NULL PRIMARY KEY,
  edition_id BIGINT NOT NULL,
  main BOOLEAN NOT NULL,
  CONSTRAINT edition_host_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
  CONSTRAINT edition_host_lower CHECK (host = lower(host))
) :end;
CREATE INDEX edition_host_edition ON edition_host (edition_id);
CREATE UNIQUE INDEX edition_host_main ON edition_host (edition_id) WHERE main;

-- A version of an edition's charter. Only added to, as its articles and their texts are.
CREATE TABLE charter (
  edition_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  day BIGINT NOT NULL,
  CONSTRAINT charter_key PRIMARY KEY (edition_id, version),
  CONSTRAINT charter_edition FOREIGN KEY (edition_id) REFERENCES edition (id)
) :end;
-- A numbered article of a charter's version: what a decision names as its ground.
CREATE TABLE charter_article (
  edition_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  number BIGINT NOT NULL,
  CONSTRAINT charter_article_key PRIMARY KEY (edition_id, version, number),
  CONSTRAINT charter_article_charter FOREIGN KEY (edition_id, version) REFERENCES charter (edition_id, version)
) :end;
-- The words of a charter's article in one language.
CREATE TABLE charter_article_text (
  edition_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  number BIGINT NOT NULL,
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  example TEXT NOT NULL,
  CONSTRAINT charter_article_text_key PRIMARY KEY (edition_id, version, number, language),
  CONSTRAINT charter_article_text_article FOREIGN KEY (edition_id, version, number) REFERENCES charter_article (edition_id, version, number)
) :end;

-- The fixed set of sections of an edition; a used one is closed, never deleted. `names` is JSON by language.
CREATE TABLE section (
  id :id,
  key TEXT NOT NULL,
  edition_id BIGINT NOT NULL,
  slug TEXT NOT NULL,
  names TEXT NOT NULL,
  position BIGINT NOT NULL,
  closed_day BIGINT NULL,
  CONSTRAINT section_public UNIQUE (key),
  CONSTRAINT section_address UNIQUE (edition_id, slug),
  CONSTRAINT section_of_edition UNIQUE (edition_id, id),
  CONSTRAINT section_edition FOREIGN KEY (edition_id) REFERENCES edition (id)
);

-- The gazetteer: countries, regions, cities.
CREATE TABLE place (
  id :id,
  parent_id BIGINT NULL,
  kind TEXT NOT NULL,
  country TEXT NOT NULL,
  slug TEXT NOT NULL,
  names TEXT NOT NULL,
  closed_day BIGINT NULL,
  CONSTRAINT place_address UNIQUE (country, slug),
  CONSTRAINT place_parent FOREIGN KEY (parent_id) REFERENCES place (id),
  CONSTRAINT place_kind FOREIGN KEY (kind) REFERENCES place_kind (code)
);
CREATE INDEX place_parent ON place (parent_id) WHERE parent_id IS NOT NULL;
