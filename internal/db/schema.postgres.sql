-- The schema on PostgreSQL, by `go generate ./internal/db`: to be read, not to be run.

-- What signs in. Private: nothing of it is ever shown.
CREATE TABLE account (
  id bigint NOT NULL,
  key text NOT NULL,
  state text NOT NULL,
  suspended_by bigint,
  passphrase_hash text,
  language text NOT NULL,
  made_day bigint NOT NULL,
  seen_day bigint NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT account_pkey PRIMARY KEY (id),
  CONSTRAINT account_public UNIQUE (key),
  CONSTRAINT account_state FOREIGN KEY (state) REFERENCES account_state(code),
  CONSTRAINT account_suspended_by FOREIGN KEY (suspended_by, id) REFERENCES restriction(id, account_id),
  CONSTRAINT account_closed CHECK (((passphrase_hash IS NULL) = (state = 'closed'::text)))
);
CREATE INDEX account_suspended_by ON public.account USING btree (suspended_by, id) WHERE (suspended_by IS NOT NULL);

-- Words: active, closed, closing, pending.
CREATE TABLE account_state (
  code text NOT NULL,
  CONSTRAINT account_state_pkey PRIMARY KEY (code)
);

-- The team's journal. Only added to.
CREATE TABLE act (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  edition_id bigint NOT NULL,
  account_id bigint,
  role text NOT NULL,
  verb text NOT NULL,
  object_kind text NOT NULL,
  object_key text NOT NULL,
  learned_at bigint,
  made_at bigint NOT NULL,
  CONSTRAINT act_pkey PRIMARY KEY (id),
  CONSTRAINT act_account FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT act_edition FOREIGN KEY (edition_id) REFERENCES edition(id),
  CONSTRAINT act_role FOREIGN KEY (role) REFERENCES team_role(code),
  CONSTRAINT act_person CHECK (((account_id IS NULL) = (role = ANY (ARRAY['operator'::text, 'machine'::text]))))
);
CREATE INDEX act_account ON public.act USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX act_edition ON public.act USING btree (edition_id);
CREATE TRIGGER act_no_change BEFORE DELETE OR UPDATE ON public.act FOR EACH ROW EXECUTE FUNCTION refuse('act is only added to');
CREATE TRIGGER act_no_truncate BEFORE TRUNCATE ON public.act FOR EACH STATEMENT EXECUTE FUNCTION refuse('act is only added to');

-- An article of one edition. `genre` to `regime` are copies of what is shown.
-- A removal is a restriction (`hidden_by`), never a state.
CREATE TABLE article (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  key text NOT NULL,
  guid text,
  edition_id bigint NOT NULL,
  state text NOT NULL,
  hidden_by bigint,
  unlisted_by bigint,
  unread boolean NOT NULL,
  visible boolean NOT NULL,
  listed boolean NOT NULL,
  published_at bigint,
  shown_at bigint,
  shown_as text,
  current_revision bigint,
  genre text,
  language text,
  direction text,
  licence text,
  regime text,
  section_id bigint,
  place_id bigint,
  answer_to bigint,
  answer_to_revision bigint,
  translation_of bigint,
  translation_of_revision bigint,
  origin text,
  origin_guid text,
  version bigint NOT NULL,
  CONSTRAINT article_pkey PRIMARY KEY (id),
  CONSTRAINT article_guid UNIQUE (guid),
  CONSTRAINT article_of_edition UNIQUE (id, edition_id),
  CONSTRAINT article_origin UNIQUE (origin, origin_guid),
  CONSTRAINT article_public UNIQUE (key),
  CONSTRAINT article_answer_to FOREIGN KEY (answer_to) REFERENCES article(id),
  CONSTRAINT article_answer_to_revision FOREIGN KEY (answer_to_revision, answer_to) REFERENCES revision(id, article_id),
  CONSTRAINT article_current_revision FOREIGN KEY (current_revision, id) REFERENCES revision(id, article_id),
  CONSTRAINT article_direction FOREIGN KEY (direction) REFERENCES direction(code),
  CONSTRAINT article_edition FOREIGN KEY (edition_id) REFERENCES edition(id),
  CONSTRAINT article_genre FOREIGN KEY (genre) REFERENCES genre(code),
  CONSTRAINT article_hidden_by FOREIGN KEY (hidden_by, id) REFERENCES restriction(id, article_id),
  CONSTRAINT article_licence FOREIGN KEY (licence) REFERENCES licence(code),
  CONSTRAINT article_place FOREIGN KEY (place_id) REFERENCES place(id),
  CONSTRAINT article_regime FOREIGN KEY (regime) REFERENCES regime_kind(code),
  CONSTRAINT article_section FOREIGN KEY (edition_id, section_id) REFERENCES section(edition_id, id),
  CONSTRAINT article_shown_as FOREIGN KEY (shown_as) REFERENCES shown_as(code),
  CONSTRAINT article_state FOREIGN KEY (state) REFERENCES article_state(code),
  CONSTRAINT article_translation_of FOREIGN KEY (translation_of) REFERENCES article(id),
  CONSTRAINT article_translation_of_revision FOREIGN KEY (translation_of_revision, translation_of) REFERENCES revision(id, article_id),
  CONSTRAINT article_unlisted_by FOREIGN KEY (unlisted_by, id) REFERENCES restriction(id, article_id),
  CONSTRAINT article_answer_pair CHECK (((answer_to IS NULL) = (answer_to_revision IS NULL))),
  CONSTRAINT article_claims CHECK ((((guid IS NULL) = (state = 'erased'::text)) AND ((published_at IS NULL) = (state = 'erased'::text)) AND ((shown_at IS NULL) = (state = 'erased'::text)) AND ((shown_as IS NULL) = (state = 'erased'::text)) AND ((genre IS NULL) = (state = 'erased'::text)) AND ((language IS NULL) = (state = 'erased'::text)) AND ((direction IS NULL) = (state = 'erased'::text)) AND ((licence IS NULL) = (state = 'erased'::text)) AND ((regime IS NULL) = (state = 'erased'::text)) AND ((section_id IS NULL) = (state = 'erased'::text)))),
  CONSTRAINT article_erased CHECK (((state <> 'erased'::text) OR ((current_revision IS NULL) AND (place_id IS NULL) AND (answer_to IS NULL) AND (translation_of IS NULL) AND ((origin_guid IS NULL) OR (origin_guid ~~ '~%'::text))))),
  CONSTRAINT article_listed CHECK ((listed = (visible AND (unlisted_by IS NULL) AND (NOT unread)))),
  CONSTRAINT article_origin_pair CHECK (((origin IS NULL) = (origin_guid IS NULL))),
  CONSTRAINT article_translation_pair CHECK (((translation_of IS NULL) = (translation_of_revision IS NULL))),
  CONSTRAINT article_visible CHECK ((visible = ((state = 'published'::text) AND (hidden_by IS NULL) AND (current_revision IS NOT NULL))))
);
CREATE INDEX article_answer_to ON public.article USING btree (answer_to) WHERE (answer_to IS NOT NULL);
CREATE INDEX article_answer_to_revision ON public.article USING btree (answer_to_revision, answer_to) WHERE (answer_to_revision IS NOT NULL);
CREATE INDEX article_current_revision ON public.article USING btree (current_revision, id) WHERE (current_revision IS NOT NULL);
CREATE INDEX article_edition ON public.article USING btree (edition_id, published_at, id);
CREATE INDEX article_hidden_by ON public.article USING btree (hidden_by, id) WHERE (hidden_by IS NOT NULL);
CREATE INDEX article_place ON public.article USING btree (place_id) WHERE (place_id IS NOT NULL);
CREATE INDEX article_section ON public.article USING btree (edition_id, section_id);
CREATE INDEX article_translation_of ON public.article USING btree (translation_of) WHERE (translation_of IS NOT NULL);
CREATE INDEX article_translation_of_revision ON public.article USING btree (translation_of_revision, translation_of) WHERE (translation_of_revision IS NOT NULL);
CREATE INDEX article_unlisted_by ON public.article USING btree (unlisted_by, id) WHERE (unlisted_by IS NOT NULL);
CREATE TRIGGER article_kept BEFORE UPDATE ON public.article FOR EACH ROW WHEN ((((old.state = 'erased'::text) AND (new.state <> 'erased'::text)) OR (new.key <> old.key) OR (new.edition_id <> old.edition_id) OR ((new.guid IS NOT NULL) AND (new.guid IS DISTINCT FROM old.guid)))) EXECUTE FUNCTION refuse('an erased article stays erased, a key and a guid never change');
CREATE TRIGGER article_shows_no_withheld BEFORE UPDATE ON public.article FOR EACH ROW EXECUTE FUNCTION article_shows_no_withheld();

-- A change that needs no revision: what kind, which day, nothing of its text.
CREATE TABLE article_change (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  article_id bigint NOT NULL,
  kind text NOT NULL,
  day bigint NOT NULL,
  CONSTRAINT article_change_pkey PRIMARY KEY (id),
  CONSTRAINT article_change_article FOREIGN KEY (article_id) REFERENCES article(id),
  CONSTRAINT article_change_kind FOREIGN KEY (kind) REFERENCES change_kind(code)
);
CREATE INDEX article_change_article ON public.article_change USING btree (article_id);
CREATE TRIGGER article_change_no_change BEFORE DELETE OR UPDATE ON public.article_change FOR EACH ROW EXECUTE FUNCTION refuse('article_change is only added to');
CREATE TRIGGER article_change_no_truncate BEFORE TRUNCATE ON public.article_change FOR EACH STATEMENT EXECUTE FUNCTION refuse('article_change is only added to');

-- The HTML and the first words of a current revision, made by the renderer of that number: derived, may be dropped.
CREATE TABLE article_html (
  article_id bigint NOT NULL,
  revision_id bigint NOT NULL,
  renderer bigint NOT NULL,
  excerpt text NOT NULL,
  html text NOT NULL,
  CONSTRAINT article_html_pkey PRIMARY KEY (article_id),
  CONSTRAINT article_html_revision FOREIGN KEY (revision_id, article_id) REFERENCES revision(id, article_id)
);
CREATE INDEX article_html_revision ON public.article_html USING btree (revision_id, article_id);

-- Words: erased, published, withdrawn.
CREATE TABLE article_state (
  code text NOT NULL,
  CONSTRAINT article_state_pkey PRIMARY KEY (code)
);

-- What signs articles. Public.
CREATE TABLE author (
  id bigint NOT NULL,
  key text NOT NULL,
  home_edition_id bigint NOT NULL,
  kind text NOT NULL,
  handle text,
  handle_folded text,
  name text,
  biography text NOT NULL,
  portrait_key text,
  verified_day bigint,
  suspended_by bigint,
  state text NOT NULL,
  made_day bigint NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT author_pkey PRIMARY KEY (id),
  CONSTRAINT author_handle UNIQUE (handle_folded),
  CONSTRAINT author_public UNIQUE (key),
  CONSTRAINT author_home FOREIGN KEY (home_edition_id) REFERENCES edition(id),
  CONSTRAINT author_kind FOREIGN KEY (kind) REFERENCES author_kind(code),
  CONSTRAINT author_state FOREIGN KEY (state) REFERENCES author_state(code),
  CONSTRAINT author_suspended_by FOREIGN KEY (suspended_by, id) REFERENCES restriction(id, author_id),
  CONSTRAINT author_emptied CHECK (((state <> 'retired'::text) OR ((biography = ''::text) AND (portrait_key IS NULL)))),
  CONSTRAINT author_retired CHECK ((((handle IS NULL) = (state = 'retired'::text)) AND ((handle_folded IS NULL) = (state = 'retired'::text)) AND ((name IS NULL) = (state = 'retired'::text))))
);
CREATE INDEX author_home ON public.author USING btree (home_edition_id);
CREATE INDEX author_suspended_by ON public.author USING btree (suspended_by, id) WHERE (suspended_by IS NOT NULL);
CREATE TRIGGER author_kind_fixed BEFORE UPDATE ON public.author FOR EACH ROW EXECUTE FUNCTION author_kind_fixed();

-- Words: association, individual, ngo, professional.
CREATE TABLE author_kind (
  code text NOT NULL,
  CONSTRAINT author_kind_pkey PRIMARY KEY (code)
);

-- Words: active, retired.
CREATE TABLE author_state (
  code text NOT NULL,
  CONSTRAINT author_state_pkey PRIMARY KEY (code)
);

-- Who signs, from which version until which.
CREATE TABLE byline (
  article_id bigint NOT NULL,
  author_id bigint NOT NULL,
  position bigint NOT NULL,
  from_revision bigint NOT NULL,
  until_revision bigint,
  CONSTRAINT byline_key PRIMARY KEY (article_id, author_id, from_revision),
  CONSTRAINT byline_article FOREIGN KEY (article_id) REFERENCES article(id),
  CONSTRAINT byline_author FOREIGN KEY (author_id) REFERENCES author(id),
  CONSTRAINT byline_from FOREIGN KEY (from_revision, article_id) REFERENCES revision(id, article_id),
  CONSTRAINT byline_until FOREIGN KEY (until_revision, article_id) REFERENCES revision(id, article_id)
);
CREATE INDEX byline_author_all ON public.byline USING btree (author_id);
CREATE INDEX byline_from ON public.byline USING btree (from_revision, article_id);
CREATE UNIQUE INDEX byline_open_author ON public.byline USING btree (author_id, article_id) WHERE (until_revision IS NULL);
CREATE UNIQUE INDEX byline_open_position ON public.byline USING btree (article_id, "position") WHERE (until_revision IS NULL);
CREATE INDEX byline_until ON public.byline USING btree (until_revision, article_id) WHERE (until_revision IS NOT NULL);

-- Words: place, restored, section, signature, slug, topics, withdrawn.
CREATE TABLE change_kind (
  code text NOT NULL,
  CONSTRAINT change_kind_pkey PRIMARY KEY (code)
);

-- A version of an edition's charter. Only added to, as its articles and their texts are.
CREATE TABLE charter (
  edition_id bigint NOT NULL,
  version bigint NOT NULL,
  day bigint NOT NULL,
  CONSTRAINT charter_key PRIMARY KEY (edition_id, version),
  CONSTRAINT charter_edition FOREIGN KEY (edition_id) REFERENCES edition(id)
);
CREATE TRIGGER charter_no_change BEFORE DELETE OR UPDATE ON public.charter FOR EACH ROW EXECUTE FUNCTION refuse('charter is only added to');
CREATE TRIGGER charter_no_truncate BEFORE TRUNCATE ON public.charter FOR EACH STATEMENT EXECUTE FUNCTION refuse('charter is only added to');

-- A numbered article of a charter's version: what a decision names as its ground.
CREATE TABLE charter_article (
  edition_id bigint NOT NULL,
  version bigint NOT NULL,
  number bigint NOT NULL,
  CONSTRAINT charter_article_key PRIMARY KEY (edition_id, version, number),
  CONSTRAINT charter_article_charter FOREIGN KEY (edition_id, version) REFERENCES charter(edition_id, version)
);
CREATE TRIGGER charter_article_no_change BEFORE DELETE OR UPDATE ON public.charter_article FOR EACH ROW EXECUTE FUNCTION refuse('charter_article is only added to');
CREATE TRIGGER charter_article_no_truncate BEFORE TRUNCATE ON public.charter_article FOR EACH STATEMENT EXECUTE FUNCTION refuse('charter_article is only added to');

-- The words of a charter's article in one language.
CREATE TABLE charter_article_text (
  edition_id bigint NOT NULL,
  version bigint NOT NULL,
  number bigint NOT NULL,
  language text NOT NULL,
  title text NOT NULL,
  text text NOT NULL,
  example text NOT NULL,
  CONSTRAINT charter_article_text_key PRIMARY KEY (edition_id, version, number, language),
  CONSTRAINT charter_article_text_article FOREIGN KEY (edition_id, version, number) REFERENCES charter_article(edition_id, version, number)
);
CREATE TRIGGER charter_article_text_no_change BEFORE DELETE OR UPDATE ON public.charter_article_text FOR EACH ROW EXECUTE FUNCTION refuse('charter_article_text is only added to');
CREATE TRIGGER charter_article_text_no_truncate BEFORE TRUNCATE ON public.charter_article_text FOR EACH STATEMENT EXECUTE FUNCTION refuse('charter_article_text is only added to');

-- What was decided about something, by which role, on which ground. Only added to.
CREATE TABLE decision (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  reference text NOT NULL,
  edition_id bigint NOT NULL,
  subject_kind text NOT NULL,
  subject_id bigint NOT NULL,
  revision_id bigint,
  verdict text NOT NULL,
  ground text NOT NULL,
  law text,
  charter_version bigint,
  charter_number bigint,
  category text NOT NULL,
  content_kind text NOT NULL,
  countries text NOT NULL,
  severity text NOT NULL,
  source text NOT NULL,
  automated_detection boolean NOT NULL,
  automated_decision boolean NOT NULL,
  by_account bigint,
  by_role text NOT NULL,
  second_account bigint,
  second_role text,
  judge_1 bigint NOT NULL,
  judge_2 bigint NOT NULL,
  firm boolean NOT NULL,
  judges_again bigint,
  first_judge bigint,
  first_second bigint,
  learned_at bigint,
  applies_at bigint NOT NULL,
  ends_at bigint,
  made_at bigint NOT NULL,
  CONSTRAINT decision_pkey PRIMARY KEY (id),
  CONSTRAINT decision_judges UNIQUE (id, judge_1, judge_2),
  CONSTRAINT decision_of UNIQUE (id, verdict, firm, subject_kind, subject_id),
  CONSTRAINT decision_reference UNIQUE (reference),
  CONSTRAINT decision_verdict_of UNIQUE (id, verdict),
  CONSTRAINT decision_again FOREIGN KEY (judges_again, first_judge, first_second) REFERENCES decision(id, judge_1, judge_2),
  CONSTRAINT decision_by_account FOREIGN KEY (by_account) REFERENCES account(id),
  CONSTRAINT decision_by_role FOREIGN KEY (by_role) REFERENCES team_role(code),
  CONSTRAINT decision_charter FOREIGN KEY (edition_id, charter_version, charter_number) REFERENCES charter_article(edition_id, version, number),
  CONSTRAINT decision_edition FOREIGN KEY (edition_id) REFERENCES edition(id),
  CONSTRAINT decision_ground FOREIGN KEY (ground) REFERENCES ground(code),
  CONSTRAINT decision_revision FOREIGN KEY (revision_id, subject_id) REFERENCES revision(id, article_id),
  CONSTRAINT decision_second_account FOREIGN KEY (second_account) REFERENCES account(id),
  CONSTRAINT decision_second_role FOREIGN KEY (second_role) REFERENCES team_role(code),
  CONSTRAINT decision_severity FOREIGN KEY (severity) REFERENCES severity(code),
  CONSTRAINT decision_source FOREIGN KEY (source) REFERENCES decision_source(code),
  CONSTRAINT decision_subject FOREIGN KEY (subject_kind) REFERENCES subject_kind(code),
  CONSTRAINT decision_verdict FOREIGN KEY (verdict) REFERENCES verdict(code),
  CONSTRAINT decision_appeal CHECK ((((judges_again IS NOT NULL) = (verdict = ANY (ARRAY['upheld'::text, 'changed'::text, 'reversed'::text]))) AND ((first_judge IS NOT NULL) = (judges_again IS NOT NULL)) AND ((first_second IS NOT NULL) = (judges_again IS NOT NULL)))),
  CONSTRAINT decision_automated CHECK ((automated_decision = (by_account IS NULL))),
  CONSTRAINT decision_charter_named CHECK ((((charter_version IS NOT NULL) = (ground = 'charter'::text)) AND ((charter_number IS NOT NULL) = (ground = 'charter'::text)))),
  CONSTRAINT decision_ends CHECK (((ends_at IS NULL) OR (ends_at > applies_at))),
  CONSTRAINT decision_firm CHECK ((firm = ((second_account IS NOT NULL) OR (law IS NOT NULL)))),
  CONSTRAINT decision_has_ground CHECK (((ground <> 'none'::text) OR (verdict <> ALL (ARRAY['labelled'::text, 'refused'::text, 'restricted'::text, 'suspended'::text, 'changed'::text])))),
  CONSTRAINT decision_judge_1 CHECK ((judge_1 = COALESCE(by_account, (0)::bigint))),
  CONSTRAINT decision_judge_2 CHECK ((judge_2 = COALESCE(second_account, (0)::bigint))),
  CONSTRAINT decision_law CHECK (((law IS NOT NULL) = (ground = 'law'::text))),
  CONSTRAINT decision_machine CHECK (((by_account IS NOT NULL) OR (verdict = 'lifted'::text) OR ((verdict = ANY (ARRAY['labelled'::text, 'restricted'::text])) AND (ends_at IS NOT NULL)))),
  CONSTRAINT decision_other_judge CHECK (((judges_again IS NULL) OR ((by_account IS NOT NULL) AND (first_judge IS NOT NULL) AND (first_second IS NOT NULL) AND ((by_account <> first_judge) AND (by_account <> first_second)) AND ((second_account IS NULL) OR ((second_account <> first_judge) AND (second_account <> first_second)))))),
  CONSTRAINT decision_revision_of CHECK (((revision_id IS NULL) OR (subject_kind = 'article'::text))),
  CONSTRAINT decision_second CHECK ((((second_account IS NULL) = (second_role IS NULL)) AND ((second_account IS NULL) OR ((by_account IS NOT NULL) AND (second_account <> by_account))))),
  CONSTRAINT decision_suspension CHECK (((verdict <> 'suspended'::text) OR firm OR ((ends_at IS NOT NULL) AND (ends_at <= (applies_at + '604800000000'::bigint)))))
);
CREATE INDEX decision_about ON public.decision USING btree (subject_kind, subject_id);
CREATE INDEX decision_again ON public.decision USING btree (judges_again, first_judge, first_second) WHERE (judges_again IS NOT NULL);
CREATE INDEX decision_by_account ON public.decision USING btree (by_account) WHERE (by_account IS NOT NULL);
CREATE INDEX decision_edition_charter ON public.decision USING btree (edition_id, charter_version, charter_number);
CREATE UNIQUE INDEX decision_one_appeal ON public.decision USING btree (judges_again) WHERE (judges_again IS NOT NULL);
CREATE INDEX decision_revision ON public.decision USING btree (revision_id, subject_id) WHERE (revision_id IS NOT NULL);
CREATE INDEX decision_second_account ON public.decision USING btree (second_account) WHERE (second_account IS NOT NULL);
CREATE TRIGGER decision_no_change BEFORE DELETE OR UPDATE ON public.decision FOR EACH ROW EXECUTE FUNCTION refuse('decision is only added to');
CREATE TRIGGER decision_no_truncate BEFORE TRUNCATE ON public.decision FOR EACH STATEMENT EXECUTE FUNCTION refuse('decision is only added to');

-- Words: notice, other, own_initiative.
CREATE TABLE decision_source (
  code text NOT NULL,
  CONSTRAINT decision_source_pkey PRIMARY KEY (code)
);

-- What the decision says of persons and facts; deleted only with an erasure row.
CREATE TABLE decision_text (
  decision_id bigint NOT NULL,
  facts text NOT NULL,
  explanation text NOT NULL,
  salt bytea NOT NULL,
  CONSTRAINT decision_text_pkey PRIMARY KEY (decision_id),
  CONSTRAINT decision_text_decision FOREIGN KEY (decision_id) REFERENCES decision(id),
  CONSTRAINT decision_text_facts CHECK ((length(facts) <= 5000)),
  CONSTRAINT decision_text_salt CHECK ((length(salt) = 16))
);
CREATE TRIGGER decision_text_no_delete BEFORE DELETE ON public.decision_text FOR EACH ROW EXECUTE FUNCTION decision_text_erased();
CREATE TRIGGER decision_text_no_truncate BEFORE TRUNCATE ON public.decision_text FOR EACH STATEMENT EXECUTE FUNCTION refuse('decision_text is never changed');
CREATE TRIGGER decision_text_no_update BEFORE UPDATE ON public.decision_text FOR EACH ROW EXECUTE FUNCTION refuse('decision_text is never changed');
CREATE TRIGGER decision_text_stays_gone BEFORE INSERT ON public.decision_text FOR EACH ROW EXECUTE FUNCTION decision_text_stays_gone();

-- Words: ltr, rtl.
CREATE TABLE direction (
  code text NOT NULL,
  CONSTRAINT direction_pkey PRIMARY KEY (code)
);

-- One public site of the installation.
CREATE TABLE edition (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  key text NOT NULL,
  country text NOT NULL,
  timezone text NOT NULL,
  languages text NOT NULL,
  first_language text NOT NULL,
  licence text NOT NULL,
  review_policy text NOT NULL,
  registration text NOT NULL,
  duty_hours text NOT NULL,
  retention_note text NOT NULL,
  colour_1 text NOT NULL,
  colour_2 text NOT NULL,
  settings text NOT NULL,
  version bigint NOT NULL,
  CONSTRAINT edition_pkey PRIMARY KEY (id),
  CONSTRAINT edition_public UNIQUE (key),
  CONSTRAINT edition_licence FOREIGN KEY (licence) REFERENCES licence(code),
  CONSTRAINT edition_registration FOREIGN KEY (registration) REFERENCES registration(code),
  CONSTRAINT edition_review_policy FOREIGN KEY (review_policy) REFERENCES review_policy(code)
);

-- The host names under which an edition answers, one of them its main one.
CREATE TABLE edition_host (
  host text NOT NULL,
  edition_id bigint NOT NULL,
  main boolean NOT NULL,
  CONSTRAINT edition_host_pkey PRIMARY KEY (host),
  CONSTRAINT edition_host_edition FOREIGN KEY (edition_id) REFERENCES edition(id),
  CONSTRAINT edition_host_lower CHECK ((host = lower(host)))
);
CREATE INDEX edition_host_edition ON public.edition_host USING btree (edition_id);
CREATE UNIQUE INDEX edition_host_main ON public.edition_host USING btree (edition_id) WHERE main;

-- What an edition says of itself, in each of its languages; `{join}` stands once in the notice.
CREATE TABLE edition_text (
  edition_id bigint NOT NULL,
  language text NOT NULL,
  name text NOT NULL,
  tagline text NOT NULL,
  notice text NOT NULL,
  join_text text NOT NULL,
  CONSTRAINT edition_text_key PRIMARY KEY (edition_id, language),
  CONSTRAINT edition_text_edition FOREIGN KEY (edition_id) REFERENCES edition(id),
  CONSTRAINT edition_text_join_once CHECK (((length(notice) - length(replace(notice, '{join}'::text, ''::text))) = 6))
);

-- What was erased: written by the verb while the MAC can be made; a job carries
-- it to a file beside the backups, which a restore replays before it serves.
CREATE TABLE erasure (
  object_kind text NOT NULL,
  object_id bigint NOT NULL,
  key_mac text NOT NULL,
  day bigint NOT NULL,
  why text NOT NULL,
  CONSTRAINT erasure_key PRIMARY KEY (object_kind, object_id)
);
CREATE TRIGGER erasure_no_change BEFORE DELETE OR UPDATE ON public.erasure FOR EACH ROW EXECUTE FUNCTION refuse('erasure is only added to');
CREATE TRIGGER erasure_no_truncate BEFORE TRUNCATE ON public.erasure FOR EACH STATEMENT EXECUTE FUNCTION refuse('erasure is only added to');

-- A genre's number stands in `listing.subject_id`, where every subject is a number.
-- Words: information, opinion, statement, testimony.
CREATE TABLE genre (
  code text NOT NULL,
  number bigint NOT NULL,
  CONSTRAINT genre_pkey PRIMARY KEY (code),
  CONSTRAINT genre_number UNIQUE (number)
);

-- Words: charter, law, none.
CREATE TABLE ground (
  code text NOT NULL,
  CONSTRAINT ground_pkey PRIMARY KEY (code)
);

-- Words: cc-by-4.0, cc-by-nc-4.0, cc-by-nc-nd-4.0, cc-by-nc-sa-4.0, cc-by-nd-4.0, cc-by-sa-4.0, cc0-1.0, reserved.
CREATE TABLE licence (
  code text NOT NULL,
  CONSTRAINT licence_pkey PRIMARY KEY (code)
);

-- Words: answer, author, day, desk, edition, genre, place, section, topic.
CREATE TABLE list_kind (
  code text NOT NULL,
  CONSTRAINT list_kind_pkey PRIMARY KEY (code)
);

-- One row for each list that an article stands in; every list is one range, in order.
CREATE TABLE listing (
  edition_id bigint NOT NULL,
  list text NOT NULL,
  subject_id bigint NOT NULL,
  published_at bigint NOT NULL,
  article_id bigint NOT NULL,
  CONSTRAINT listing_key PRIMARY KEY (edition_id, list, subject_id, published_at, article_id),
  CONSTRAINT listing_article FOREIGN KEY (article_id, edition_id) REFERENCES article(id, edition_id),
  CONSTRAINT listing_list FOREIGN KEY (list) REFERENCES list_kind(code)
);
CREATE INDEX listing_article ON public.listing USING btree (article_id, edition_id);

-- A file that an author uploaded; its bytes are elsewhere.
CREATE TABLE media (
  id bigint NOT NULL,
  key text NOT NULL,
  author_id bigint NOT NULL,
  kind text NOT NULL,
  width bigint NOT NULL,
  height bigint NOT NULL,
  colour text NOT NULL,
  perceptual text NOT NULL,
  weight bigint NOT NULL,
  state text NOT NULL,
  made_day bigint NOT NULL,
  CONSTRAINT media_pkey PRIMARY KEY (id),
  CONSTRAINT media_public UNIQUE (key),
  CONSTRAINT media_author FOREIGN KEY (author_id) REFERENCES author(id),
  CONSTRAINT media_kind FOREIGN KEY (kind) REFERENCES media_kind(code),
  CONSTRAINT media_state FOREIGN KEY (state) REFERENCES media_state(code)
);
CREATE INDEX media_author ON public.media USING btree (author_id);

-- Words: image.
CREATE TABLE media_kind (
  code text NOT NULL,
  CONSTRAINT media_kind_pkey PRIMARY KEY (code)
);

-- Words: kept, quarantined.
CREATE TABLE media_state (
  code text NOT NULL,
  CONSTRAINT media_state_pkey PRIMARY KEY (code)
);

-- Who acts for an author: the only link between the private and the public side.
CREATE TABLE member (
  author_id bigint NOT NULL,
  account_id bigint NOT NULL,
  role text NOT NULL,
  since_day bigint NOT NULL,
  CONSTRAINT member_key PRIMARY KEY (author_id, account_id),
  CONSTRAINT member_account FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT member_author FOREIGN KEY (author_id) REFERENCES author(id),
  CONSTRAINT member_role FOREIGN KEY (role) REFERENCES member_role(code)
);
CREATE INDEX member_account ON public.member USING btree (account_id);
CREATE TRIGGER member_last_owner BEFORE DELETE OR UPDATE ON public.member FOR EACH ROW EXECUTE FUNCTION member_last_owner();
CREATE TRIGGER member_no_truncate BEFORE TRUNCATE ON public.member FOR EACH STATEMENT EXECUTE FUNCTION refuse('an active author keeps an owner');

-- Words: editor, owner, writer.
CREATE TABLE member_role (
  code text NOT NULL,
  CONSTRAINT member_role_pkey PRIMARY KEY (code)
);

-- Every address that an article ever had. Never used again: erasure empties
-- `path`, and the key itself refuses the old one for ever.
CREATE TABLE permalink (
  edition_id bigint NOT NULL,
  path_mac text NOT NULL,
  path text,
  article_id bigint NOT NULL,
  current boolean NOT NULL,
  CONSTRAINT permalink_key PRIMARY KEY (edition_id, path_mac),
  CONSTRAINT permalink_path UNIQUE (edition_id, path),
  CONSTRAINT permalink_article FOREIGN KEY (article_id, edition_id) REFERENCES article(id, edition_id)
);
CREATE INDEX permalink_article ON public.permalink USING btree (article_id, edition_id);
CREATE UNIQUE INDEX permalink_current ON public.permalink USING btree (article_id) WHERE current;
CREATE TRIGGER permalink_kept BEFORE UPDATE ON public.permalink FOR EACH ROW WHEN (((new.edition_id <> old.edition_id) OR (new.path_mac <> old.path_mac) OR (new.article_id <> old.article_id) OR ((new.path IS NOT NULL) AND (new.path IS DISTINCT FROM old.path)))) EXECUTE FUNCTION refuse('an address never moves to another article');
CREATE TRIGGER permalink_no_delete BEFORE DELETE ON public.permalink FOR EACH ROW EXECUTE FUNCTION refuse('an address is never given up');
CREATE TRIGGER permalink_no_truncate BEFORE TRUNCATE ON public.permalink FOR EACH STATEMENT EXECUTE FUNCTION refuse('an address is never given up');

-- The gazetteer: countries, regions, cities.
CREATE TABLE place (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  parent_id bigint,
  kind text NOT NULL,
  country text NOT NULL,
  slug text NOT NULL,
  names text NOT NULL,
  closed_day bigint,
  CONSTRAINT place_pkey PRIMARY KEY (id),
  CONSTRAINT place_address UNIQUE (country, slug),
  CONSTRAINT place_kind FOREIGN KEY (kind) REFERENCES place_kind(code),
  CONSTRAINT place_parent FOREIGN KEY (parent_id) REFERENCES place(id)
);
CREATE INDEX place_parent ON public.place USING btree (parent_id) WHERE (parent_id IS NOT NULL);

-- Words: city, country, region.
CREATE TABLE place_kind (
  code text NOT NULL,
  CONSTRAINT place_kind_pkey PRIMARY KEY (code)
);

-- Under which regime an article is shown; one row without `until`. `until` is set
-- once, nothing else changes. What no person has read is not checked.
CREATE TABLE regime (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  article_id bigint NOT NULL,
  revision_id bigint NOT NULL,
  regime text NOT NULL,
  role text,
  act_id bigint,
  at bigint NOT NULL,
  until bigint,
  CONSTRAINT regime_pkey PRIMARY KEY (id),
  CONSTRAINT regime_act FOREIGN KEY (act_id) REFERENCES act(id),
  CONSTRAINT regime_kind FOREIGN KEY (regime) REFERENCES regime_kind(code),
  CONSTRAINT regime_revision FOREIGN KEY (revision_id, article_id) REFERENCES revision(id, article_id),
  CONSTRAINT regime_role FOREIGN KEY (role) REFERENCES team_role(code),
  CONSTRAINT regime_hosted CHECK ((((role IS NULL) = (regime = 'hosted'::text)) AND ((act_id IS NULL) = (regime = 'hosted'::text)))),
  CONSTRAINT regime_read CHECK (((role IS NULL) OR (role <> 'machine'::text))),
  CONSTRAINT regime_until CHECK (((until IS NULL) OR (until >= at)))
);
CREATE INDEX regime_act ON public.regime USING btree (act_id) WHERE (act_id IS NOT NULL);
CREATE INDEX regime_article ON public.regime USING btree (article_id);
CREATE UNIQUE INDEX regime_open ON public.regime USING btree (article_id) WHERE (until IS NULL);
CREATE INDEX regime_revision ON public.regime USING btree (revision_id, article_id);
CREATE TRIGGER regime_ends_once BEFORE UPDATE ON public.regime FOR EACH ROW WHEN ((NOT ((old.until IS NULL) AND (new.until IS NOT NULL) AND (new.id = old.id) AND (new.article_id = old.article_id) AND (new.revision_id = old.revision_id) AND (new.regime = old.regime) AND (NOT (new.role IS DISTINCT FROM old.role)) AND (NOT (new.act_id IS DISTINCT FROM old.act_id)) AND (new.at = old.at)))) EXECUTE FUNCTION refuse('a regime ends once and does not change otherwise');
CREATE TRIGGER regime_no_delete BEFORE DELETE ON public.regime FOR EACH ROW EXECUTE FUNCTION refuse('regime is only added to');
CREATE TRIGGER regime_no_truncate BEFORE TRUNCATE ON public.regime FOR EACH STATEMENT EXECUTE FUNCTION refuse('regime is only added to');

-- Words: checked, hosted, selected.
CREATE TABLE regime_kind (
  code text NOT NULL,
  CONSTRAINT regime_kind_pkey PRIMARY KEY (code)
);

-- Words: closed, invitation, open.
CREATE TABLE registration (
  code text NOT NULL,
  CONSTRAINT registration_pkey PRIMARY KEY (code)
);

-- What a decision does to an article, an author, an account or a file. Only added to.
CREATE TABLE restriction (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  decision_id bigint NOT NULL,
  verdict text NOT NULL,
  firm boolean NOT NULL,
  subject_kind text NOT NULL,
  subject_id bigint NOT NULL,
  kind text NOT NULL,
  label text,
  countries text,
  article_id bigint,
  author_id bigint,
  account_id bigint,
  media_id bigint,
  starts_at bigint NOT NULL,
  ends_at bigint,
  CONSTRAINT restriction_pkey PRIMARY KEY (id),
  CONSTRAINT restriction_of_account UNIQUE (id, account_id),
  CONSTRAINT restriction_of_article UNIQUE (id, article_id),
  CONSTRAINT restriction_of_author UNIQUE (id, author_id),
  CONSTRAINT restriction_account FOREIGN KEY (account_id) REFERENCES account(id),
  CONSTRAINT restriction_article FOREIGN KEY (article_id) REFERENCES article(id),
  CONSTRAINT restriction_author FOREIGN KEY (author_id) REFERENCES author(id),
  CONSTRAINT restriction_decision FOREIGN KEY (decision_id, verdict, firm, subject_kind, subject_id) REFERENCES decision(id, verdict, firm, subject_kind, subject_id),
  CONSTRAINT restriction_kind FOREIGN KEY (kind) REFERENCES restriction_kind(code),
  CONSTRAINT restriction_media FOREIGN KEY (media_id) REFERENCES media(id),
  CONSTRAINT restriction_ends CHECK (((ends_at IS NULL) OR (ends_at > starts_at))),
  CONSTRAINT restriction_label CHECK (((label IS NOT NULL) = (kind = ANY (ARRAY['labelled'::text, 'genre'::text])))),
  CONSTRAINT restriction_subject CHECK (((subject_kind = ANY (ARRAY['article'::text, 'author'::text, 'account'::text, 'media'::text])) AND ((article_id IS NOT NULL) = (subject_kind = 'article'::text)) AND ((author_id IS NOT NULL) = (subject_kind = 'author'::text)) AND ((account_id IS NOT NULL) = (subject_kind = 'account'::text)) AND ((media_id IS NOT NULL) = (subject_kind = 'media'::text)) AND (COALESCE(article_id, author_id, account_id, media_id, (0)::bigint) = subject_id))),
  CONSTRAINT restriction_suspension CHECK (((kind <> ALL (ARRAY['suspended'::text, 'terminated'::text])) OR firm OR ((ends_at IS NOT NULL) AND (ends_at <= (starts_at + '604800000000'::bigint))))),
  CONSTRAINT restriction_verdict CHECK ((verdict = ANY (ARRAY['labelled'::text, 'restricted'::text, 'suspended'::text, 'changed'::text])))
);
CREATE INDEX restriction_account ON public.restriction USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX restriction_article ON public.restriction USING btree (article_id) WHERE (article_id IS NOT NULL);
CREATE INDEX restriction_author ON public.restriction USING btree (author_id) WHERE (author_id IS NOT NULL);
CREATE INDEX restriction_decision ON public.restriction USING btree (decision_id, verdict, firm, subject_kind, subject_id);
CREATE INDEX restriction_media ON public.restriction USING btree (media_id) WHERE (media_id IS NOT NULL);
CREATE TRIGGER restriction_no_change BEFORE DELETE OR UPDATE ON public.restriction FOR EACH ROW EXECUTE FUNCTION refuse('restriction is only added to');
CREATE TRIGGER restriction_no_truncate BEFORE TRUNCATE ON public.restriction FOR EACH STATEMENT EXECUTE FUNCTION refuse('restriction is only added to');

-- What ended a restriction before its time. Only added to.
CREATE TABLE restriction_end (
  restriction_id bigint NOT NULL,
  decision_id bigint NOT NULL,
  verdict text NOT NULL,
  CONSTRAINT restriction_end_pkey PRIMARY KEY (restriction_id),
  CONSTRAINT restriction_end_decision FOREIGN KEY (decision_id, verdict) REFERENCES decision(id, verdict),
  CONSTRAINT restriction_end_restriction FOREIGN KEY (restriction_id) REFERENCES restriction(id),
  CONSTRAINT restriction_end_verdict CHECK ((verdict = ANY (ARRAY['lifted'::text, 'changed'::text, 'reversed'::text])))
);
CREATE INDEX restriction_end_decision ON public.restriction_end USING btree (decision_id, verdict);
CREATE TRIGGER restriction_end_no_change BEFORE DELETE OR UPDATE ON public.restriction_end FOR EACH ROW EXECUTE FUNCTION refuse('restriction_end is only added to');
CREATE TRIGGER restriction_end_no_truncate BEFORE TRUNCATE ON public.restriction_end FOR EACH STATEMENT EXECUTE FUNCTION refuse('restriction_end is only added to');

-- The kinds of restriction of DSA art. 17(3)(a), and `genre`: shown under another genre.
-- Words: age_restricted, demoted, disabled, genre, interaction_restricted, labelled, other, provision, removed, suspended, terminated.
CREATE TABLE restriction_kind (
  code text NOT NULL,
  CONSTRAINT restriction_kind_pkey PRIMARY KEY (code)
);

-- Words: everyone, newcomers, nobody.
CREATE TABLE review_policy (
  code text NOT NULL,
  CONSTRAINT review_policy_pkey PRIMARY KEY (code)
);

-- The head of what an article claimed at one moment. Only added to.
CREATE TABLE revision (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  article_id bigint NOT NULL,
  number bigint NOT NULL,
  kind text NOT NULL,
  hash bytea NOT NULL,
  shown_at bigint NOT NULL,
  CONSTRAINT revision_pkey PRIMARY KEY (id),
  CONSTRAINT revision_number UNIQUE (article_id, number),
  CONSTRAINT revision_of_article UNIQUE (id, article_id),
  CONSTRAINT revision_article FOREIGN KEY (article_id) REFERENCES article(id),
  CONSTRAINT revision_kind FOREIGN KEY (kind) REFERENCES revision_kind(code),
  CONSTRAINT revision_first CHECK (((number >= 1) AND ((number = 1) = (kind = 'first'::text)))),
  CONSTRAINT revision_hash CHECK ((length(hash) = 32))
);
CREATE TRIGGER revision_no_change BEFORE DELETE OR UPDATE ON public.revision FOR EACH ROW EXECUTE FUNCTION refuse('revision is only added to');
CREATE TRIGGER revision_no_truncate BEFORE TRUNCATE ON public.revision FOR EACH STATEMENT EXECUTE FUNCTION refuse('revision is only added to');

-- Everything that the article claimed then. Never changed; deleted only with an erasure row.
CREATE TABLE revision_body (
  revision_id bigint NOT NULL,
  title text NOT NULL,
  summary text NOT NULL,
  note text NOT NULL,
  genre text NOT NULL,
  flags text NOT NULL,
  language text NOT NULL,
  direction text NOT NULL,
  licence text NOT NULL,
  cover text,
  signers text NOT NULL,
  salt bytea NOT NULL,
  words bigint NOT NULL,
  document text NOT NULL,
  CONSTRAINT revision_body_pkey PRIMARY KEY (revision_id),
  CONSTRAINT revision_body_direction FOREIGN KEY (direction) REFERENCES direction(code),
  CONSTRAINT revision_body_genre FOREIGN KEY (genre) REFERENCES genre(code),
  CONSTRAINT revision_body_licence FOREIGN KEY (licence) REFERENCES licence(code),
  CONSTRAINT revision_body_revision FOREIGN KEY (revision_id) REFERENCES revision(id),
  CONSTRAINT revision_body_salt CHECK ((length(salt) = 16)),
  CONSTRAINT revision_body_title CHECK ((title <> ''::text))
);
CREATE TRIGGER revision_body_no_delete BEFORE DELETE ON public.revision_body FOR EACH ROW EXECUTE FUNCTION revision_body_erased();
CREATE TRIGGER revision_body_no_truncate BEFORE TRUNCATE ON public.revision_body FOR EACH STATEMENT EXECUTE FUNCTION refuse('revision_body is never changed');
CREATE TRIGGER revision_body_no_update BEFORE UPDATE ON public.revision_body FOR EACH ROW EXECUTE FUNCTION refuse('revision_body is never changed');
CREATE TRIGGER revision_body_stays_gone BEFORE INSERT ON public.revision_body FOR EACH ROW EXECUTE FUNCTION revision_body_stays_gone();

-- Words: correction, first, retraction, typo, update.
CREATE TABLE revision_kind (
  code text NOT NULL,
  CONSTRAINT revision_kind_pkey PRIMARY KEY (code)
);

-- A version that its author withheld: hidden, and said to be.
CREATE TABLE revision_withheld (
  revision_id bigint NOT NULL,
  day bigint NOT NULL,
  reason text NOT NULL,
  words_changed bigint NOT NULL,
  CONSTRAINT revision_withheld_pkey PRIMARY KEY (revision_id),
  CONSTRAINT revision_withheld_reason FOREIGN KEY (reason) REFERENCES withheld_reason(code),
  CONSTRAINT revision_withheld_revision FOREIGN KEY (revision_id) REFERENCES revision(id)
);
CREATE TRIGGER revision_withheld_past BEFORE INSERT OR UPDATE ON public.revision_withheld FOR EACH ROW EXECUTE FUNCTION revision_withheld_past();

-- What may be lost with the database: a check value of the key beside it, salts.
CREATE TABLE secret (
  name text NOT NULL,
  value text NOT NULL,
  CONSTRAINT secret_pkey PRIMARY KEY (name)
);

-- The fixed set of sections of an edition; a used one is closed, never deleted. `names` is JSON by language.
CREATE TABLE section (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  key text NOT NULL,
  edition_id bigint NOT NULL,
  slug text NOT NULL,
  names text NOT NULL,
  position bigint NOT NULL,
  closed_day bigint,
  CONSTRAINT section_pkey PRIMARY KEY (id),
  CONSTRAINT section_address UNIQUE (edition_id, slug),
  CONSTRAINT section_of_edition UNIQUE (edition_id, id),
  CONSTRAINT section_public UNIQUE (key),
  CONSTRAINT section_edition FOREIGN KEY (edition_id) REFERENCES edition(id)
);

-- Words: minor, none, serious.
CREATE TABLE severity (
  code text NOT NULL,
  CONSTRAINT severity_pkey PRIMARY KEY (code)
);

-- A short address that people can dictate.
CREATE TABLE short_code (
  code text NOT NULL,
  article_id bigint NOT NULL,
  CONSTRAINT short_code_pkey PRIMARY KEY (code),
  CONSTRAINT short_code_article FOREIGN KEY (article_id) REFERENCES article(id)
);
CREATE UNIQUE INDEX short_code_once ON public.short_code USING btree (article_id);
CREATE TRIGGER short_code_kept BEFORE DELETE OR UPDATE ON public.short_code FOR EACH ROW EXECUTE FUNCTION refuse('a short address never moves');
CREATE TRIGGER short_code_no_truncate BEFORE TRUNCATE ON public.short_code FOR EACH STATEMENT EXECUTE FUNCTION refuse('a short address never moves');

-- Words: day, hour, minute.
CREATE TABLE shown_as (
  code text NOT NULL,
  CONSTRAINT shown_as_pkey PRIMARY KEY (code)
);

-- What an account may type to sign in: its own pen names, folded.
CREATE TABLE sign_in_name (
  folded text NOT NULL,
  account_id bigint NOT NULL,
  CONSTRAINT sign_in_name_pkey PRIMARY KEY (folded),
  CONSTRAINT sign_in_name_account FOREIGN KEY (account_id) REFERENCES account(id)
);
CREATE INDEX sign_in_name_account ON public.sign_in_name USING btree (account_id);

-- Words: account, article, author, media, submission.
CREATE TABLE subject_kind (
  code text NOT NULL,
  CONSTRAINT subject_kind_pkey PRIMARY KEY (code)
);

-- `operator` is the person at the command line, `machine` a rule that acted by itself.
-- Words: administrator, editor, judge, machine, moderator, operator, reply_desk.
CREATE TABLE team_role (
  code text NOT NULL,
  CONSTRAINT team_role_pkey PRIMARY KEY (code)
);

-- Words: accepted, changed, dismissed, labelled, lifted, refused, restricted, returned, reversed, suspended, upheld.
CREATE TABLE verdict (
  code text NOT NULL,
  CONSTRAINT verdict_pkey PRIMARY KEY (code)
);

-- Words: law, privacy, safety.
CREATE TABLE withheld_reason (
  code text NOT NULL,
  CONSTRAINT withheld_reason_pkey PRIMARY KEY (code)
);

CREATE OR REPLACE FUNCTION public.article_shows_no_withheld()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.state = 'published' AND NEW.current_revision IS NOT NULL AND EXISTS (SELECT 1 FROM revision_withheld w WHERE w.revision_id = NEW.current_revision) THEN
    RAISE EXCEPTION 'a withheld version is not shown' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.author_kind_fixed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.kind <> OLD.kind THEN
    PERFORM 1 FROM author a WHERE a.id = OLD.id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM byline b WHERE b.author_id = OLD.id) THEN
      RAISE EXCEPTION 'the kind of an author never changes after a first publication' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.decision_text_erased()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM erasure e WHERE e.object_kind = 'decision' AND e.object_id = OLD.decision_id) THEN
    RAISE EXCEPTION 'decision_text goes with an erasure only' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $function$;

CREATE OR REPLACE FUNCTION public.decision_text_stays_gone()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT 1 FROM erasure e WHERE e.object_kind = 'decision' AND e.object_id = NEW.decision_id) THEN
    RAISE EXCEPTION 'an erased decision_text does not come back' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.member_last_owner()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM 1 FROM author a WHERE a.id = OLD.author_id FOR UPDATE;
  IF (TG_OP = 'DELETE' OR NEW.role <> 'owner' OR NEW.author_id <> OLD.author_id OR NEW.account_id <> OLD.account_id) AND OLD.role = 'owner' AND EXISTS (SELECT 1 FROM author a WHERE a.id = OLD.author_id AND a.state = 'active') AND NOT EXISTS (SELECT 1 FROM member m WHERE m.author_id = OLD.author_id AND m.role = 'owner' AND m.account_id <> OLD.account_id) THEN
    RAISE EXCEPTION 'an active author keeps an owner' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $function$;

CREATE OR REPLACE FUNCTION public.refuse()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $function$;

CREATE OR REPLACE FUNCTION public.revision_body_erased()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM erasure e WHERE e.object_kind = 'revision' AND e.object_id = OLD.revision_id) THEN
    RAISE EXCEPTION 'revision_body goes with an erasure only' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $function$;

CREATE OR REPLACE FUNCTION public.revision_body_stays_gone()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT 1 FROM erasure e WHERE e.object_kind = 'revision' AND e.object_id = NEW.revision_id) THEN
    RAISE EXCEPTION 'an erased revision_body does not come back' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.revision_withheld_past()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM 1 FROM article a JOIN revision r ON r.article_id = a.id WHERE r.id = NEW.revision_id FOR UPDATE OF a;
  IF EXISTS (SELECT 1 FROM article a WHERE a.current_revision = NEW.revision_id AND a.state = 'published') THEN
    RAISE EXCEPTION 'the current version is not withheld alone' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $function$;
