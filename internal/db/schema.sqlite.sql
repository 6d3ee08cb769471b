-- The schema on SQLite, by `go generate ./internal/db`: to be read, not to be run.

-- What signs in. Private: nothing of it is ever shown.
CREATE TABLE account (
  id BIGINT NOT NULL PRIMARY KEY,
  key TEXT NOT NULL,
  state TEXT NOT NULL,
  suspended_by BIGINT NULL,
  passphrase_hash TEXT NULL,
  language TEXT NOT NULL,
  made_day BIGINT NOT NULL,
  seen_day BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT account_public UNIQUE (key),
  CONSTRAINT account_state FOREIGN KEY (state) REFERENCES account_state (code),
  CONSTRAINT account_suspended_by FOREIGN KEY (suspended_by, id) REFERENCES restriction (id, account_id),
  CONSTRAINT account_closed CHECK ((passphrase_hash IS NULL) = (state = 'closed'))
) WITHOUT ROWID;
CREATE INDEX account_suspended_by ON account (suspended_by, id) WHERE suspended_by IS NOT NULL;

-- Words: active, closed, closing, pending.
CREATE TABLE account_state (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- The team's journal. Only added to.
CREATE TABLE act (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  edition_id BIGINT NOT NULL,
  account_id BIGINT NULL,
  role TEXT NOT NULL,
  verb TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object_key TEXT NOT NULL,
  learned_at BIGINT NULL,
  made_at BIGINT NOT NULL,
  CONSTRAINT act_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
  CONSTRAINT act_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT act_role FOREIGN KEY (role) REFERENCES team_role (code),
  CONSTRAINT act_person CHECK ((account_id IS NULL) = (role IN ('operator', 'machine')))
);
CREATE INDEX act_account ON act (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX act_edition ON act (edition_id);
CREATE TRIGGER act_no_delete BEFORE DELETE ON act FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'act is only added to'); END;
CREATE TRIGGER act_no_update BEFORE UPDATE ON act FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'act is only added to'); END;

-- An article of one edition. `genre` to `regime` are copies of what is shown.
-- A removal is a restriction (`hidden_by`), never a state.
CREATE TABLE article (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL,
  guid TEXT NULL,
  edition_id BIGINT NOT NULL,
  state TEXT NOT NULL,
  hidden_by BIGINT NULL,
  unlisted_by BIGINT NULL,
  unread BOOLEAN NOT NULL,
  visible BOOLEAN NOT NULL,
  listed BOOLEAN NOT NULL,
  published_at BIGINT NULL,
  shown_at BIGINT NULL,
  shown_as TEXT NULL,
  current_revision BIGINT NULL,
  genre TEXT NULL,
  language TEXT NULL,
  direction TEXT NULL,
  licence TEXT NULL,
  regime TEXT NULL,
  section_id BIGINT NULL,
  place_id BIGINT NULL,
  answer_to BIGINT NULL,
  answer_to_revision BIGINT NULL,
  translation_of BIGINT NULL,
  translation_of_revision BIGINT NULL,
  origin TEXT NULL,
  origin_guid TEXT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT article_public UNIQUE (key),
  CONSTRAINT article_guid UNIQUE (guid),
  CONSTRAINT article_of_edition UNIQUE (id, edition_id),
  CONSTRAINT article_origin UNIQUE (origin, origin_guid),
  CONSTRAINT article_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
  CONSTRAINT article_state FOREIGN KEY (state) REFERENCES article_state (code),
  CONSTRAINT article_hidden_by FOREIGN KEY (hidden_by, id) REFERENCES restriction (id, article_id),
  CONSTRAINT article_unlisted_by FOREIGN KEY (unlisted_by, id) REFERENCES restriction (id, article_id),
  CONSTRAINT article_current_revision FOREIGN KEY (current_revision, id) REFERENCES revision (id, article_id),
  CONSTRAINT article_answer_to_revision FOREIGN KEY (answer_to_revision, answer_to) REFERENCES revision (id, article_id),
  CONSTRAINT article_translation_of_revision FOREIGN KEY (translation_of_revision, translation_of) REFERENCES revision (id, article_id),
  CONSTRAINT article_answer_to FOREIGN KEY (answer_to) REFERENCES article (id),
  CONSTRAINT article_translation_of FOREIGN KEY (translation_of) REFERENCES article (id),
  CONSTRAINT article_shown_as FOREIGN KEY (shown_as) REFERENCES shown_as (code),
  CONSTRAINT article_genre FOREIGN KEY (genre) REFERENCES genre (code),
  CONSTRAINT article_direction FOREIGN KEY (direction) REFERENCES direction (code),
  CONSTRAINT article_licence FOREIGN KEY (licence) REFERENCES licence (code),
  CONSTRAINT article_regime FOREIGN KEY (regime) REFERENCES regime_kind (code),
  CONSTRAINT article_section FOREIGN KEY (edition_id, section_id) REFERENCES section (edition_id, id),
  CONSTRAINT article_place FOREIGN KEY (place_id) REFERENCES place (id),
  CONSTRAINT article_visible CHECK (visible = (state = 'published' AND hidden_by IS NULL AND current_revision IS NOT NULL)),
  CONSTRAINT article_listed CHECK (listed = (visible AND unlisted_by IS NULL AND NOT unread)),
  CONSTRAINT article_claims CHECK ((guid IS NULL) = (state = 'erased') AND (published_at IS NULL) = (state = 'erased')
    AND (shown_at IS NULL) = (state = 'erased') AND (shown_as IS NULL) = (state = 'erased')
    AND (genre IS NULL) = (state = 'erased') AND (language IS NULL) = (state = 'erased')
    AND (direction IS NULL) = (state = 'erased') AND (licence IS NULL) = (state = 'erased')
    AND (regime IS NULL) = (state = 'erased') AND (section_id IS NULL) = (state = 'erased')),
  CONSTRAINT article_erased CHECK (state <> 'erased' OR (current_revision IS NULL AND place_id IS NULL
    AND answer_to IS NULL AND translation_of IS NULL AND (origin_guid IS NULL OR origin_guid LIKE '~%'))),
  CONSTRAINT article_answer_pair CHECK ((answer_to IS NULL) = (answer_to_revision IS NULL)),
  CONSTRAINT article_translation_pair CHECK ((translation_of IS NULL) = (translation_of_revision IS NULL)),
  CONSTRAINT article_origin_pair CHECK ((origin IS NULL) = (origin_guid IS NULL))
);
CREATE INDEX article_answer_to ON article (answer_to) WHERE answer_to IS NOT NULL;
CREATE INDEX article_answer_to_revision ON article (answer_to_revision, answer_to) WHERE answer_to_revision IS NOT NULL;
CREATE INDEX article_current_revision ON article (current_revision, id) WHERE current_revision IS NOT NULL;
CREATE INDEX article_edition ON article (edition_id, published_at, id);
CREATE INDEX article_hidden_by ON article (hidden_by, id) WHERE hidden_by IS NOT NULL;
CREATE INDEX article_place ON article (place_id) WHERE place_id IS NOT NULL;
CREATE INDEX article_section ON article (edition_id, section_id);
CREATE INDEX article_translation_of ON article (translation_of) WHERE translation_of IS NOT NULL;
CREATE INDEX article_translation_of_revision ON article (translation_of_revision, translation_of) WHERE translation_of_revision IS NOT NULL;
CREATE INDEX article_unlisted_by ON article (unlisted_by, id) WHERE unlisted_by IS NOT NULL;
CREATE TRIGGER article_kept BEFORE UPDATE ON article FOR EACH ROW WHEN (OLD.state = 'erased' AND NEW.state <> 'erased') OR NEW.key <> OLD.key OR NEW.edition_id <> OLD.edition_id OR (NEW.guid IS NOT NULL AND NEW.guid IS DISTINCT FROM OLD.guid)
BEGIN SELECT RAISE(ABORT, 'an erased article stays erased, a key and a guid never change'); END;
CREATE TRIGGER article_kept_delete BEFORE DELETE ON article FOR EACH ROW WHEN EXISTS (SELECT 1 FROM revision r WHERE r.article_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'an article that had a version is kept'); END;
CREATE TRIGGER article_shows_no_withheld_update BEFORE UPDATE ON article FOR EACH ROW WHEN NEW.state = 'published' AND NEW.current_revision IS NOT NULL AND EXISTS (SELECT 1 FROM revision_withheld w WHERE w.revision_id = NEW.current_revision)
BEGIN SELECT RAISE(ABORT, 'a withheld version is not shown'); END;

-- A change that needs no revision: what kind, which day, nothing of its text.
CREATE TABLE article_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  day BIGINT NOT NULL,
  CONSTRAINT article_change_article FOREIGN KEY (article_id) REFERENCES article (id),
  CONSTRAINT article_change_kind FOREIGN KEY (kind) REFERENCES change_kind (code)
);
CREATE INDEX article_change_article ON article_change (article_id);
CREATE TRIGGER article_change_no_delete BEFORE DELETE ON article_change FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'article_change is only added to'); END;
CREATE TRIGGER article_change_no_update BEFORE UPDATE ON article_change FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'article_change is only added to'); END;

-- The HTML and the first words of a current revision, made by the renderer of that number: derived, may be dropped.
CREATE TABLE article_html (
  article_id BIGINT NOT NULL PRIMARY KEY,
  revision_id BIGINT NOT NULL,
  renderer BIGINT NOT NULL,
  excerpt TEXT NOT NULL,
  html TEXT NOT NULL,
  CONSTRAINT article_html_revision FOREIGN KEY (revision_id, article_id) REFERENCES revision (id, article_id)
);
CREATE INDEX article_html_revision ON article_html (revision_id, article_id);

-- Words: erased, published, withdrawn.
CREATE TABLE article_state (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- What signs articles. Public.
CREATE TABLE author (
  id BIGINT NOT NULL PRIMARY KEY,
  key TEXT NOT NULL,
  home_edition_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  handle TEXT NULL,
  handle_folded TEXT NULL,
  name TEXT NULL,
  biography TEXT NOT NULL,
  portrait_key TEXT NULL,
  verified_day BIGINT NULL,
  suspended_by BIGINT NULL,
  state TEXT NOT NULL,
  made_day BIGINT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT author_public UNIQUE (key),
  CONSTRAINT author_handle UNIQUE (handle_folded),
  CONSTRAINT author_home FOREIGN KEY (home_edition_id) REFERENCES edition (id),
  CONSTRAINT author_kind FOREIGN KEY (kind) REFERENCES author_kind (code),
  CONSTRAINT author_state FOREIGN KEY (state) REFERENCES author_state (code),
  CONSTRAINT author_suspended_by FOREIGN KEY (suspended_by, id) REFERENCES restriction (id, author_id),
  CONSTRAINT author_retired CHECK ((handle IS NULL) = (state = 'retired')
    AND (handle_folded IS NULL) = (state = 'retired') AND (name IS NULL) = (state = 'retired')),
  CONSTRAINT author_emptied CHECK (state <> 'retired' OR (biography = '' AND portrait_key IS NULL))
) WITHOUT ROWID;
CREATE INDEX author_home ON author (home_edition_id);
CREATE INDEX author_suspended_by ON author (suspended_by, id) WHERE suspended_by IS NOT NULL;
CREATE TRIGGER author_kind_fixed_delete BEFORE DELETE ON author FOR EACH ROW WHEN EXISTS (SELECT 1 FROM byline b WHERE b.author_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'an author who signed is kept'); END;
CREATE TRIGGER author_kind_fixed_update BEFORE UPDATE ON author FOR EACH ROW WHEN NEW.kind <> OLD.kind AND EXISTS (SELECT 1 FROM byline b WHERE b.author_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'the kind of an author never changes after a first publication'); END;

-- Words: association, individual, ngo, professional.
CREATE TABLE author_kind (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- Words: active, retired.
CREATE TABLE author_state (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- Who signs, from which version until which.
CREATE TABLE byline (
  article_id BIGINT NOT NULL,
  author_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  from_revision BIGINT NOT NULL,
  until_revision BIGINT NULL,
  CONSTRAINT byline_key PRIMARY KEY (article_id, author_id, from_revision),
  CONSTRAINT byline_article FOREIGN KEY (article_id) REFERENCES article (id),
  CONSTRAINT byline_author FOREIGN KEY (author_id) REFERENCES author (id),
  CONSTRAINT byline_from FOREIGN KEY (from_revision, article_id) REFERENCES revision (id, article_id),
  CONSTRAINT byline_until FOREIGN KEY (until_revision, article_id) REFERENCES revision (id, article_id)
) WITHOUT ROWID;
CREATE INDEX byline_author_all ON byline (author_id);
CREATE INDEX byline_from ON byline (from_revision, article_id);
CREATE UNIQUE INDEX byline_open_author ON byline (author_id, article_id) WHERE until_revision IS NULL;
CREATE UNIQUE INDEX byline_open_position ON byline (article_id, position) WHERE until_revision IS NULL;
CREATE INDEX byline_until ON byline (until_revision, article_id) WHERE until_revision IS NOT NULL;

-- Words: place, restored, section, signature, slug, topics, withdrawn.
CREATE TABLE change_kind (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- A version of an edition's charter. Only added to, as its articles and their texts are.
CREATE TABLE charter (
  edition_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  day BIGINT NOT NULL,
  CONSTRAINT charter_key PRIMARY KEY (edition_id, version),
  CONSTRAINT charter_edition FOREIGN KEY (edition_id) REFERENCES edition (id)
) WITHOUT ROWID;
CREATE TRIGGER charter_no_delete BEFORE DELETE ON charter FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'charter is only added to'); END;
CREATE TRIGGER charter_no_update BEFORE UPDATE ON charter FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'charter is only added to'); END;

-- A numbered article of a charter's version: what a decision names as its ground.
CREATE TABLE charter_article (
  edition_id BIGINT NOT NULL,
  version BIGINT NOT NULL,
  number BIGINT NOT NULL,
  CONSTRAINT charter_article_key PRIMARY KEY (edition_id, version, number),
  CONSTRAINT charter_article_charter FOREIGN KEY (edition_id, version) REFERENCES charter (edition_id, version)
) WITHOUT ROWID;
CREATE TRIGGER charter_article_no_delete BEFORE DELETE ON charter_article FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'charter_article is only added to'); END;
CREATE TRIGGER charter_article_no_update BEFORE UPDATE ON charter_article FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'charter_article is only added to'); END;

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
) WITHOUT ROWID;
CREATE TRIGGER charter_article_text_no_delete BEFORE DELETE ON charter_article_text FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'charter_article_text is only added to'); END;
CREATE TRIGGER charter_article_text_no_update BEFORE UPDATE ON charter_article_text FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'charter_article_text is only added to'); END;

-- What was decided about something, by which role, on which ground. Only added to.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  reference TEXT NOT NULL,
  edition_id BIGINT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  revision_id BIGINT NULL,
  verdict TEXT NOT NULL,
  ground TEXT NOT NULL,
  law TEXT NULL,
  charter_version BIGINT NULL,
  charter_number BIGINT NULL,
  category TEXT NOT NULL,
  content_kind TEXT NOT NULL,
  countries TEXT NOT NULL,
  severity TEXT NOT NULL,
  source TEXT NOT NULL,
  automated_detection BOOLEAN NOT NULL,
  automated_decision BOOLEAN NOT NULL,
  by_account BIGINT NULL,
  by_role TEXT NOT NULL,
  second_account BIGINT NULL,
  second_role TEXT NULL,
  judge_1 BIGINT NOT NULL,
  judge_2 BIGINT NOT NULL,
  firm BOOLEAN NOT NULL,
  judges_again BIGINT NULL,
  first_judge BIGINT NULL,
  first_second BIGINT NULL,
  learned_at BIGINT NULL,
  applies_at BIGINT NOT NULL,
  ends_at BIGINT NULL,
  made_at BIGINT NOT NULL,
  CONSTRAINT decision_reference UNIQUE (reference),
  CONSTRAINT decision_judges UNIQUE (id, judge_1, judge_2),
  CONSTRAINT decision_verdict_of UNIQUE (id, verdict),
  CONSTRAINT decision_of UNIQUE (id, verdict, firm, subject_kind, subject_id),
  CONSTRAINT decision_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
  CONSTRAINT decision_subject FOREIGN KEY (subject_kind) REFERENCES subject_kind (code),
  CONSTRAINT decision_revision FOREIGN KEY (revision_id, subject_id) REFERENCES revision (id, article_id),
  CONSTRAINT decision_verdict FOREIGN KEY (verdict) REFERENCES verdict (code),
  CONSTRAINT decision_ground FOREIGN KEY (ground) REFERENCES ground (code),
  CONSTRAINT decision_charter FOREIGN KEY (edition_id, charter_version, charter_number) REFERENCES charter_article (edition_id, version, number),
  CONSTRAINT decision_severity FOREIGN KEY (severity) REFERENCES severity (code),
  CONSTRAINT decision_source FOREIGN KEY (source) REFERENCES decision_source (code),
  CONSTRAINT decision_by_account FOREIGN KEY (by_account) REFERENCES account (id),
  CONSTRAINT decision_by_role FOREIGN KEY (by_role) REFERENCES team_role (code),
  CONSTRAINT decision_second_account FOREIGN KEY (second_account) REFERENCES account (id),
  CONSTRAINT decision_second_role FOREIGN KEY (second_role) REFERENCES team_role (code),
  CONSTRAINT decision_again FOREIGN KEY (judges_again, first_judge, first_second) REFERENCES decision (id, judge_1, judge_2),
  CONSTRAINT decision_revision_of CHECK (revision_id IS NULL OR subject_kind = 'article'),
  CONSTRAINT decision_law CHECK ((law IS NOT NULL) = (ground = 'law')),
  CONSTRAINT decision_charter_named CHECK ((charter_version IS NOT NULL) = (ground = 'charter') AND (charter_number IS NOT NULL) = (ground = 'charter')),
  CONSTRAINT decision_has_ground CHECK (ground <> 'none' OR verdict NOT IN ('labelled', 'refused', 'restricted', 'suspended', 'changed')),
  CONSTRAINT decision_automated CHECK (automated_decision = (by_account IS NULL)),
  CONSTRAINT decision_machine CHECK (by_account IS NOT NULL OR verdict = 'lifted'
    OR (verdict IN ('labelled', 'restricted') AND ends_at IS NOT NULL)),
  CONSTRAINT decision_judge_1 CHECK (judge_1 = COALESCE(by_account, 0)),
  CONSTRAINT decision_judge_2 CHECK (judge_2 = COALESCE(second_account, 0)),
  CONSTRAINT decision_second CHECK ((second_account IS NULL) = (second_role IS NULL)
    AND (second_account IS NULL OR (by_account IS NOT NULL AND second_account <> by_account))),
  CONSTRAINT decision_firm CHECK (firm = (second_account IS NOT NULL OR law IS NOT NULL)),
  CONSTRAINT decision_suspension CHECK (verdict <> 'suspended' OR firm
    OR (ends_at IS NOT NULL AND ends_at <= applies_at + 604800000000)),
  CONSTRAINT decision_appeal CHECK ((judges_again IS NOT NULL) = (verdict IN ('upheld', 'changed', 'reversed'))
    AND (first_judge IS NOT NULL) = (judges_again IS NOT NULL) AND (first_second IS NOT NULL) = (judges_again IS NOT NULL)),
  CONSTRAINT decision_other_judge CHECK (judges_again IS NULL OR (by_account IS NOT NULL AND first_judge IS NOT NULL AND first_second IS NOT NULL
    AND by_account NOT IN (first_judge, first_second)
    AND (second_account IS NULL OR second_account NOT IN (first_judge, first_second)))),
  CONSTRAINT decision_ends CHECK (ends_at IS NULL OR ends_at > applies_at)
);
CREATE INDEX decision_about ON decision (subject_kind, subject_id);
CREATE INDEX decision_again ON decision (judges_again, first_judge, first_second) WHERE judges_again IS NOT NULL;
CREATE INDEX decision_by_account ON decision (by_account) WHERE by_account IS NOT NULL;
CREATE INDEX decision_edition_charter ON decision (edition_id, charter_version, charter_number);
CREATE UNIQUE INDEX decision_one_appeal ON decision (judges_again) WHERE judges_again IS NOT NULL;
CREATE INDEX decision_revision ON decision (revision_id, subject_id) WHERE revision_id IS NOT NULL;
CREATE INDEX decision_second_account ON decision (second_account) WHERE second_account IS NOT NULL;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'decision is only added to'); END;
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'decision is only added to'); END;

-- Words: notice, other, own_initiative.
CREATE TABLE decision_source (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- What the decision says of persons and facts; deleted only with an erasure row.
CREATE TABLE decision_text (
  decision_id BIGINT NOT NULL PRIMARY KEY,
  facts TEXT NOT NULL,
  explanation TEXT NOT NULL,
  salt BYTEA NOT NULL,
  CONSTRAINT decision_text_decision FOREIGN KEY (decision_id) REFERENCES decision (id),
  CONSTRAINT decision_text_facts CHECK (length(facts) <= 5000),
  CONSTRAINT decision_text_salt CHECK (length(salt) = 16)
);
CREATE TRIGGER decision_text_no_delete BEFORE DELETE ON decision_text FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM erasure e WHERE e.object_kind = 'decision' AND e.object_id = OLD.decision_id)
BEGIN SELECT RAISE(ABORT, 'decision_text goes with an erasure only'); END;
CREATE TRIGGER decision_text_no_update BEFORE UPDATE ON decision_text FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'decision_text is never changed'); END;
CREATE TRIGGER decision_text_stays_gone BEFORE INSERT ON decision_text FOR EACH ROW WHEN EXISTS (SELECT 1 FROM erasure e WHERE e.object_kind = 'decision' AND e.object_id = NEW.decision_id)
BEGIN SELECT RAISE(ABORT, 'an erased decision_text does not come back'); END;

-- Words: ltr, rtl.
CREATE TABLE direction (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- One public site of the installation.
CREATE TABLE edition (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
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

-- The host names under which an edition answers, one of them its main one.
CREATE TABLE edition_host (
  host TEXT NOT NULL PRIMARY KEY,
  edition_id BIGINT NOT NULL,
  main BOOLEAN NOT NULL,
  CONSTRAINT edition_host_edition FOREIGN KEY (edition_id) REFERENCES edition (id),
  CONSTRAINT edition_host_lower CHECK (host = lower(host))
) WITHOUT ROWID;
CREATE INDEX edition_host_edition ON edition_host (edition_id);
CREATE UNIQUE INDEX edition_host_main ON edition_host (edition_id) WHERE main;

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
) WITHOUT ROWID;

-- What was erased: written by the verb while the MAC can be made; a job carries
-- it to a file beside the backups, which a restore replays before it serves.
CREATE TABLE erasure (
  object_kind TEXT NOT NULL,
  object_id BIGINT NOT NULL,
  key_mac TEXT NOT NULL,
  day BIGINT NOT NULL,
  why TEXT NOT NULL,
  CONSTRAINT erasure_key PRIMARY KEY (object_kind, object_id)
) WITHOUT ROWID;
CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'erasure is only added to'); END;
CREATE TRIGGER erasure_no_update BEFORE UPDATE ON erasure FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'erasure is only added to'); END;

-- A genre's number stands in `listing.subject_id`, where every subject is a number.
-- Words: information, opinion, statement, testimony.
CREATE TABLE genre (code TEXT NOT NULL PRIMARY KEY, number BIGINT NOT NULL, CONSTRAINT genre_number UNIQUE (number)) WITHOUT ROWID;

-- Words: charter, law, none.
CREATE TABLE ground (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- Words: cc-by-4.0, cc-by-nc-4.0, cc-by-nc-nd-4.0, cc-by-nc-sa-4.0, cc-by-nd-4.0, cc-by-sa-4.0, cc0-1.0, reserved.
CREATE TABLE licence (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- Words: answer, author, day, desk, edition, genre, place, section, topic.
CREATE TABLE list_kind (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- One row for each list that an article stands in; every list is one range, in order.
CREATE TABLE listing (
  edition_id BIGINT NOT NULL,
  list TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  published_at BIGINT NOT NULL,
  article_id BIGINT NOT NULL,
  CONSTRAINT listing_key PRIMARY KEY (edition_id, list, subject_id, published_at, article_id),
  CONSTRAINT listing_article FOREIGN KEY (article_id, edition_id) REFERENCES article (id, edition_id),
  CONSTRAINT listing_list FOREIGN KEY (list) REFERENCES list_kind (code)
) WITHOUT ROWID;
CREATE INDEX listing_article ON listing (article_id, edition_id);

-- A file that an author uploaded; its bytes are elsewhere.
CREATE TABLE media (
  id BIGINT NOT NULL PRIMARY KEY,
  key TEXT NOT NULL,
  author_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  colour TEXT NOT NULL,
  perceptual TEXT NOT NULL,
  weight BIGINT NOT NULL,
  state TEXT NOT NULL,
  made_day BIGINT NOT NULL,
  CONSTRAINT media_public UNIQUE (key),
  CONSTRAINT media_author FOREIGN KEY (author_id) REFERENCES author (id),
  CONSTRAINT media_kind FOREIGN KEY (kind) REFERENCES media_kind (code),
  CONSTRAINT media_state FOREIGN KEY (state) REFERENCES media_state (code)
) WITHOUT ROWID;
CREATE INDEX media_author ON media (author_id);

-- Words: image.
CREATE TABLE media_kind (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- Words: kept, quarantined.
CREATE TABLE media_state (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- Who acts for an author: the only link between the private and the public side.
CREATE TABLE member (
  author_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  role TEXT NOT NULL,
  since_day BIGINT NOT NULL,
  CONSTRAINT member_key PRIMARY KEY (author_id, account_id),
  CONSTRAINT member_author FOREIGN KEY (author_id) REFERENCES author (id),
  CONSTRAINT member_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT member_role FOREIGN KEY (role) REFERENCES member_role (code)
) WITHOUT ROWID;
CREATE INDEX member_account ON member (account_id);
CREATE TRIGGER member_last_owner_delete BEFORE DELETE ON member FOR EACH ROW WHEN OLD.role = 'owner' AND EXISTS (SELECT 1 FROM author a WHERE a.id = OLD.author_id AND a.state = 'active') AND NOT EXISTS (SELECT 1 FROM member m WHERE m.author_id = OLD.author_id AND m.role = 'owner' AND m.account_id <> OLD.account_id)
BEGIN SELECT RAISE(ABORT, 'an active author keeps an owner'); END;
CREATE TRIGGER member_last_owner_update BEFORE UPDATE ON member FOR EACH ROW WHEN (NEW.role <> 'owner' OR NEW.author_id <> OLD.author_id OR NEW.account_id <> OLD.account_id) AND OLD.role = 'owner' AND EXISTS (SELECT 1 FROM author a WHERE a.id = OLD.author_id AND a.state = 'active') AND NOT EXISTS (SELECT 1 FROM member m WHERE m.author_id = OLD.author_id AND m.role = 'owner' AND m.account_id <> OLD.account_id)
BEGIN SELECT RAISE(ABORT, 'an active author keeps an owner'); END;

-- Words: editor, owner, writer.
CREATE TABLE member_role (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- Every address that an article ever had. Never used again: erasure empties
-- `path`, and the key itself refuses the old one for ever.
CREATE TABLE permalink (
  edition_id BIGINT NOT NULL,
  path_mac TEXT NOT NULL,
  path TEXT NULL,
  article_id BIGINT NOT NULL,
  current BOOLEAN NOT NULL,
  CONSTRAINT permalink_key PRIMARY KEY (edition_id, path_mac),
  CONSTRAINT permalink_path UNIQUE (edition_id, path),
  CONSTRAINT permalink_article FOREIGN KEY (article_id, edition_id) REFERENCES article (id, edition_id)
) WITHOUT ROWID;
CREATE INDEX permalink_article ON permalink (article_id, edition_id);
CREATE UNIQUE INDEX permalink_current ON permalink (article_id) WHERE current;
CREATE TRIGGER permalink_kept BEFORE UPDATE ON permalink FOR EACH ROW WHEN NEW.edition_id <> OLD.edition_id OR NEW.path_mac <> OLD.path_mac OR NEW.article_id <> OLD.article_id OR (NEW.path IS NOT NULL AND NEW.path IS DISTINCT FROM OLD.path)
BEGIN SELECT RAISE(ABORT, 'an address never moves to another article'); END;
CREATE TRIGGER permalink_no_delete BEFORE DELETE ON permalink FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'an address is never given up'); END;

-- The gazetteer: countries, regions, cities.
CREATE TABLE place (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
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

-- Words: city, country, region.
CREATE TABLE place_kind (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- Under which regime an article is shown; one row without `until`. `until` is set
-- once, nothing else changes. What no person has read is not checked.
CREATE TABLE regime (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id BIGINT NOT NULL,
  revision_id BIGINT NOT NULL,
  regime TEXT NOT NULL,
  role TEXT NULL,
  act_id BIGINT NULL,
  at BIGINT NOT NULL,
  until BIGINT NULL,
  CONSTRAINT regime_revision FOREIGN KEY (revision_id, article_id) REFERENCES revision (id, article_id),
  CONSTRAINT regime_kind FOREIGN KEY (regime) REFERENCES regime_kind (code),
  CONSTRAINT regime_role FOREIGN KEY (role) REFERENCES team_role (code),
  CONSTRAINT regime_act FOREIGN KEY (act_id) REFERENCES act (id),
  CONSTRAINT regime_hosted CHECK ((role IS NULL) = (regime = 'hosted') AND (act_id IS NULL) = (regime = 'hosted')),
  CONSTRAINT regime_read CHECK (role IS NULL OR role <> 'machine'),
  CONSTRAINT regime_until CHECK (until IS NULL OR until >= at)
);
CREATE INDEX regime_act ON regime (act_id) WHERE act_id IS NOT NULL;
CREATE INDEX regime_article ON regime (article_id);
CREATE UNIQUE INDEX regime_open ON regime (article_id) WHERE until IS NULL;
CREATE INDEX regime_revision ON regime (revision_id, article_id);
CREATE TRIGGER regime_ends_once BEFORE UPDATE ON regime FOR EACH ROW WHEN NOT (OLD.until IS NULL AND NEW.until IS NOT NULL AND NEW.id = OLD.id AND NEW.article_id = OLD.article_id AND NEW.revision_id = OLD.revision_id
  AND NEW.regime = OLD.regime AND NEW.role IS NOT DISTINCT FROM OLD.role AND NEW.act_id IS NOT DISTINCT FROM OLD.act_id AND NEW.at = OLD.at)
BEGIN SELECT RAISE(ABORT, 'a regime ends once and does not change otherwise'); END;
CREATE TRIGGER regime_no_delete BEFORE DELETE ON regime FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'regime is only added to'); END;

-- Words: checked, hosted, selected.
CREATE TABLE regime_kind (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- Words: closed, invitation, open.
CREATE TABLE registration (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- What a decision does to an article, an author, an account or a file. Only added to.
CREATE TABLE restriction (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  decision_id BIGINT NOT NULL,
  verdict TEXT NOT NULL,
  firm BOOLEAN NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  label TEXT NULL,
  countries TEXT NULL,
  article_id BIGINT NULL,
  author_id BIGINT NULL,
  account_id BIGINT NULL,
  media_id BIGINT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NULL,
  CONSTRAINT restriction_of_article UNIQUE (id, article_id),
  CONSTRAINT restriction_of_author UNIQUE (id, author_id),
  CONSTRAINT restriction_of_account UNIQUE (id, account_id),
  CONSTRAINT restriction_decision FOREIGN KEY (decision_id, verdict, firm, subject_kind, subject_id)
    REFERENCES decision (id, verdict, firm, subject_kind, subject_id),
  CONSTRAINT restriction_kind FOREIGN KEY (kind) REFERENCES restriction_kind (code),
  CONSTRAINT restriction_article FOREIGN KEY (article_id) REFERENCES article (id),
  CONSTRAINT restriction_author FOREIGN KEY (author_id) REFERENCES author (id),
  CONSTRAINT restriction_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT restriction_media FOREIGN KEY (media_id) REFERENCES media (id),
  CONSTRAINT restriction_verdict CHECK (verdict IN ('labelled', 'restricted', 'suspended', 'changed')),
  CONSTRAINT restriction_subject CHECK (subject_kind IN ('article', 'author', 'account', 'media')
    AND (article_id IS NOT NULL) = (subject_kind = 'article')
    AND (author_id IS NOT NULL) = (subject_kind = 'author') AND (account_id IS NOT NULL) = (subject_kind = 'account')
    AND (media_id IS NOT NULL) = (subject_kind = 'media')
    AND COALESCE(article_id, author_id, account_id, media_id, 0) = subject_id),
  CONSTRAINT restriction_label CHECK ((label IS NOT NULL) = (kind IN ('labelled', 'genre'))),
  CONSTRAINT restriction_suspension CHECK (kind NOT IN ('suspended', 'terminated') OR firm
    OR (ends_at IS NOT NULL AND ends_at <= starts_at + 604800000000)),
  CONSTRAINT restriction_ends CHECK (ends_at IS NULL OR ends_at > starts_at)
);
CREATE INDEX restriction_account ON restriction (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX restriction_article ON restriction (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX restriction_author ON restriction (author_id) WHERE author_id IS NOT NULL;
CREATE INDEX restriction_decision ON restriction (decision_id, verdict, firm, subject_kind, subject_id);
CREATE INDEX restriction_media ON restriction (media_id) WHERE media_id IS NOT NULL;
CREATE TRIGGER restriction_no_delete BEFORE DELETE ON restriction FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'restriction is only added to'); END;
CREATE TRIGGER restriction_no_update BEFORE UPDATE ON restriction FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'restriction is only added to'); END;

-- What ended a restriction before its time. Only added to.
CREATE TABLE restriction_end (
  restriction_id BIGINT NOT NULL PRIMARY KEY,
  decision_id BIGINT NOT NULL,
  verdict TEXT NOT NULL,
  CONSTRAINT restriction_end_restriction FOREIGN KEY (restriction_id) REFERENCES restriction (id),
  CONSTRAINT restriction_end_decision FOREIGN KEY (decision_id, verdict) REFERENCES decision (id, verdict),
  CONSTRAINT restriction_end_verdict CHECK (verdict IN ('lifted', 'changed', 'reversed'))
) WITHOUT ROWID;
CREATE INDEX restriction_end_decision ON restriction_end (decision_id, verdict);
CREATE TRIGGER restriction_end_no_delete BEFORE DELETE ON restriction_end FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'restriction_end is only added to'); END;
CREATE TRIGGER restriction_end_no_update BEFORE UPDATE ON restriction_end FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'restriction_end is only added to'); END;

-- The kinds of restriction of DSA art. 17(3)(a), and `genre`: shown under another genre.
-- Words: age_restricted, demoted, disabled, genre, interaction_restricted, labelled, other, provision, removed, suspended, terminated.
CREATE TABLE restriction_kind (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- Words: everyone, newcomers, nobody.
CREATE TABLE review_policy (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- The head of what an article claimed at one moment. Only added to.
CREATE TABLE revision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  kind TEXT NOT NULL,
  hash BYTEA NOT NULL,
  shown_at BIGINT NOT NULL,
  CONSTRAINT revision_number UNIQUE (article_id, number),
  CONSTRAINT revision_of_article UNIQUE (id, article_id),
  CONSTRAINT revision_article FOREIGN KEY (article_id) REFERENCES article (id),
  CONSTRAINT revision_kind FOREIGN KEY (kind) REFERENCES revision_kind (code),
  CONSTRAINT revision_first CHECK (number >= 1 AND (number = 1) = (kind = 'first')),
  CONSTRAINT revision_hash CHECK (length(hash) = 32)
);
CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'revision is only added to'); END;
CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'revision is only added to'); END;

-- Everything that the article claimed then. Never changed; deleted only with an erasure row.
CREATE TABLE revision_body (
  revision_id BIGINT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  note TEXT NOT NULL,
  genre TEXT NOT NULL,
  flags TEXT NOT NULL,
  language TEXT NOT NULL,
  direction TEXT NOT NULL,
  licence TEXT NOT NULL,
  cover TEXT NULL,
  signers TEXT NOT NULL,
  salt BYTEA NOT NULL,
  words BIGINT NOT NULL,
  document TEXT NOT NULL,
  CONSTRAINT revision_body_revision FOREIGN KEY (revision_id) REFERENCES revision (id),
  CONSTRAINT revision_body_genre FOREIGN KEY (genre) REFERENCES genre (code),
  CONSTRAINT revision_body_direction FOREIGN KEY (direction) REFERENCES direction (code),
  CONSTRAINT revision_body_licence FOREIGN KEY (licence) REFERENCES licence (code),
  CONSTRAINT revision_body_title CHECK (title <> ''),
  CONSTRAINT revision_body_salt CHECK (length(salt) = 16)
);
CREATE TRIGGER revision_body_no_delete BEFORE DELETE ON revision_body FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM erasure e WHERE e.object_kind = 'revision' AND e.object_id = OLD.revision_id)
BEGIN SELECT RAISE(ABORT, 'revision_body goes with an erasure only'); END;
CREATE TRIGGER revision_body_no_update BEFORE UPDATE ON revision_body FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'revision_body is never changed'); END;
CREATE TRIGGER revision_body_stays_gone BEFORE INSERT ON revision_body FOR EACH ROW WHEN EXISTS (SELECT 1 FROM erasure e WHERE e.object_kind = 'revision' AND e.object_id = NEW.revision_id)
BEGIN SELECT RAISE(ABORT, 'an erased revision_body does not come back'); END;

-- Words: correction, first, retraction, typo, update.
CREATE TABLE revision_kind (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- A version that its author withheld: hidden, and said to be.
CREATE TABLE revision_withheld (
  revision_id BIGINT NOT NULL PRIMARY KEY,
  day BIGINT NOT NULL,
  reason TEXT NOT NULL,
  words_changed BIGINT NOT NULL,
  CONSTRAINT revision_withheld_revision FOREIGN KEY (revision_id) REFERENCES revision (id),
  CONSTRAINT revision_withheld_reason FOREIGN KEY (reason) REFERENCES withheld_reason (code)
) WITHOUT ROWID;
CREATE TRIGGER revision_withheld_past_insert BEFORE INSERT ON revision_withheld FOR EACH ROW WHEN EXISTS (SELECT 1 FROM article a WHERE a.current_revision = NEW.revision_id AND a.state = 'published')
BEGIN SELECT RAISE(ABORT, 'the current version is not withheld alone'); END;
CREATE TRIGGER revision_withheld_past_update BEFORE UPDATE ON revision_withheld FOR EACH ROW WHEN EXISTS (SELECT 1 FROM article a WHERE a.current_revision = NEW.revision_id AND a.state = 'published')
BEGIN SELECT RAISE(ABORT, 'the current version is not withheld alone'); END;

-- What may be lost with the database: a check value of the key beside it, salts.
CREATE TABLE secret (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- The fixed set of sections of an edition; a used one is closed, never deleted. `names` is JSON by language.
CREATE TABLE section (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
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

-- Words: minor, none, serious.
CREATE TABLE severity (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- A short address that people can dictate.
CREATE TABLE short_code (
  code TEXT NOT NULL PRIMARY KEY,
  article_id BIGINT NOT NULL,
  CONSTRAINT short_code_article FOREIGN KEY (article_id) REFERENCES article (id)
) WITHOUT ROWID;
CREATE UNIQUE INDEX short_code_once ON short_code (article_id);
CREATE TRIGGER short_code_kept BEFORE UPDATE ON short_code FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'a short address never moves'); END;
CREATE TRIGGER short_code_no_delete BEFORE DELETE ON short_code FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'a short address never moves'); END;

-- Words: day, hour, minute.
CREATE TABLE shown_as (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- What an account may type to sign in: its own pen names, folded.
CREATE TABLE sign_in_name (
  folded TEXT NOT NULL PRIMARY KEY,
  account_id BIGINT NOT NULL,
  CONSTRAINT sign_in_name_account FOREIGN KEY (account_id) REFERENCES account (id)
) WITHOUT ROWID;
CREATE INDEX sign_in_name_account ON sign_in_name (account_id);

-- Words: account, article, author, media, submission.
CREATE TABLE subject_kind (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- `operator` is the person at the command line, `machine` a rule that acted by itself.
-- Words: administrator, editor, judge, machine, moderator, operator, reply_desk.
CREATE TABLE team_role (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- Words: accepted, changed, dismissed, labelled, lifted, refused, restricted, returned, reversed, suspended, upheld.
CREATE TABLE verdict (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;

-- Words: law, privacy, safety.
CREATE TABLE withheld_reason (code TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
