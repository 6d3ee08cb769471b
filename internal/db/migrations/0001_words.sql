-- +goose Up

-- Words. A word that a column may hold is a row here, so that it is data: the
-- database refuses any other, and a later release adds one without rebuilding a
-- table. Columns refer to `code`. Rows are written by migrations only.

CREATE TABLE review_policy (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO review_policy (code) VALUES ('newcomers'), ('everyone'), ('nobody');

CREATE TABLE registration (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO registration (code) VALUES ('open'), ('invitation'), ('closed');

CREATE TABLE licence (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO licence (code) VALUES ('cc0-1.0'), ('cc-by-4.0'), ('cc-by-sa-4.0'), ('cc-by-nd-4.0'),
  ('cc-by-nc-4.0'), ('cc-by-nc-sa-4.0'), ('cc-by-nc-nd-4.0'), ('reserved');

CREATE TABLE place_kind (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO place_kind (code) VALUES ('country'), ('region'), ('city');

CREATE TABLE account_state (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO account_state (code) VALUES ('pending'), ('active'), ('closing'), ('closed');

CREATE TABLE author_kind (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO author_kind (code) VALUES ('individual'), ('association'), ('ngo'), ('professional');

CREATE TABLE author_state (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO author_state (code) VALUES ('active'), ('retired');

CREATE TABLE member_role (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO member_role (code) VALUES ('owner'), ('editor'), ('writer');

CREATE TABLE media_kind (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO media_kind (code) VALUES ('image');

CREATE TABLE media_state (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO media_state (code) VALUES ('kept'), ('quarantined');

-- A genre's number stands in `listing.subject_id`, where every subject is a number.
CREATE TABLE genre (code TEXT NOT NULL PRIMARY KEY, number BIGINT NOT NULL, CONSTRAINT genre_number UNIQUE (number)) :end;
INSERT INTO genre (code, number) VALUES ('information', 1), ('opinion', 2), ('testimony', 3), ('statement', 4);

CREATE TABLE direction (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO direction (code) VALUES ('ltr'), ('rtl');

CREATE TABLE article_state (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO article_state (code) VALUES ('published'), ('withdrawn'), ('erased');

CREATE TABLE shown_as (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO shown_as (code) VALUES ('minute'), ('hour'), ('day');

CREATE TABLE regime_kind (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO regime_kind (code) VALUES ('hosted'), ('checked'), ('selected');

CREATE TABLE revision_kind (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO revision_kind (code) VALUES ('first'), ('typo'), ('update'), ('correction'), ('retraction');

CREATE TABLE withheld_reason (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO withheld_reason (code) VALUES ('safety'), ('privacy'), ('law');

CREATE TABLE change_kind (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO change_kind (code) VALUES ('section'), ('topics'), ('place'), ('slug'), ('signature'), ('withdrawn'), ('restored');

CREATE TABLE list_kind (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO list_kind (code) VALUES ('edition'), ('section'), ('topic'), ('place'), ('author'), ('genre'), ('answer'), ('day'), ('desk');

-- `operator` is the person at the command line, `machine` a rule that acted by itself.
CREATE TABLE team_role (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO team_role (code) VALUES ('administrator'), ('editor'), ('moderator'), ('reply_desk'), ('judge'), ('operator'), ('machine');

CREATE TABLE verdict (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO verdict (code) VALUES ('accepted'), ('labelled'), ('returned'), ('refused'), ('restricted'), ('suspended'),
  ('lifted'), ('upheld'), ('changed'), ('reversed'), ('dismissed');

CREATE TABLE ground (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO ground (code) VALUES ('law'), ('charter'), ('none');

CREATE TABLE severity (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO severity (code) VALUES ('none'), ('minor'), ('serious');

CREATE TABLE decision_source (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO decision_source (code) VALUES ('notice'), ('own_initiative'), ('other');

CREATE TABLE subject_kind (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO subject_kind (code) VALUES ('article'), ('author'), ('account'), ('media'), ('submission');

-- The kinds of restriction of DSA art. 17(3)(a), and `genre`: shown under another genre.
CREATE TABLE restriction_kind (code TEXT NOT NULL PRIMARY KEY) :end;
INSERT INTO restriction_kind (code) VALUES ('removed'), ('disabled'), ('demoted'), ('age_restricted'), ('interaction_restricted'),
  ('labelled'), ('genre'), ('other'), ('suspended'), ('terminated'), ('provision');
