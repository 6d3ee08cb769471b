-- +goose Up

-- Rules that a CHECK cannot say, because they look at the row before or at other rows.

-- +goose StatementBegin
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$;
-- +goose StatementEnd

-- Only added to, TRUNCATE included.
CREATE TRIGGER revision_no_change BEFORE UPDATE OR DELETE ON revision FOR EACH ROW EXECUTE FUNCTION refuse('revision is only added to');
CREATE TRIGGER revision_no_truncate BEFORE TRUNCATE ON revision FOR EACH STATEMENT EXECUTE FUNCTION refuse('revision is only added to');
CREATE TRIGGER act_no_change BEFORE UPDATE OR DELETE ON act FOR EACH ROW EXECUTE FUNCTION refuse('act is only added to');
CREATE TRIGGER act_no_truncate BEFORE TRUNCATE ON act FOR EACH STATEMENT EXECUTE FUNCTION refuse('act is only added to');
CREATE TRIGGER decision_no_change BEFORE UPDATE OR DELETE ON decision FOR EACH ROW EXECUTE FUNCTION refuse('decision is only added to');
CREATE TRIGGER decision_no_truncate BEFORE TRUNCATE ON decision FOR EACH STATEMENT EXECUTE FUNCTION refuse('decision is only added to');
CREATE TRIGGER restriction_no_change BEFORE UPDATE OR DELETE ON restriction FOR EACH ROW EXECUTE FUNCTION refuse('restriction is only added to');
CREATE TRIGGER restriction_no_truncate BEFORE TRUNCATE ON restriction FOR EACH STATEMENT EXECUTE FUNCTION refuse('restriction is only added to');
CREATE TRIGGER restriction_end_no_change BEFORE UPDATE OR DELETE ON restriction_end FOR EACH ROW EXECUTE FUNCTION refuse('restriction_end is only added to');
CREATE TRIGGER restriction_end_no_truncate BEFORE TRUNCATE ON restriction_end FOR EACH STATEMENT EXECUTE FUNCTION refuse('restriction_end is only added to');
CREATE TRIGGER erasure_no_change BEFORE UPDATE OR DELETE ON erasure FOR EACH ROW EXECUTE FUNCTION refuse('erasure is only added to');
CREATE TRIGGER erasure_no_truncate BEFORE TRUNCATE ON erasure FOR EACH STATEMENT EXECUTE FUNCTION refuse('erasure is only added to');
CREATE TRIGGER charter_no_change BEFORE UPDATE OR DELETE ON charter FOR EACH ROW EXECUTE FUNCTION refuse('charter is only added to');
CREATE TRIGGER charter_no_truncate BEFORE TRUNCATE ON charter FOR EACH STATEMENT EXECUTE FUNCTION refuse('charter is only added to');
CREATE TRIGGER charter_article_no_change BEFORE UPDATE OR DELETE ON charter_article FOR EACH ROW EXECUTE FUNCTION refuse('charter_article is only added to');
CREATE TRIGGER charter_article_no_truncate BEFORE TRUNCATE ON charter_article FOR EACH STATEMENT EXECUTE FUNCTION refuse('charter_article is only added to');
CREATE TRIGGER charter_article_text_no_change BEFORE UPDATE OR DELETE ON charter_article_text FOR EACH ROW EXECUTE FUNCTION refuse('charter_article_text is only added to');
CREATE TRIGGER charter_article_text_no_truncate BEFORE TRUNCATE ON charter_article_text FOR EACH STATEMENT EXECUTE FUNCTION refuse('charter_article_text is only added to');
CREATE TRIGGER article_change_no_change BEFORE UPDATE OR DELETE ON article_change FOR EACH ROW EXECUTE FUNCTION refuse('article_change is only added to');
CREATE TRIGGER article_change_no_truncate BEFORE TRUNCATE ON article_change FOR EACH STATEMENT EXECUTE FUNCTION refuse('article_change is only added to');

-- Bodies: deleted by an erasure that is written, never changed.
CREATE TRIGGER revision_body_no_update BEFORE UPDATE ON revision_body FOR EACH ROW EXECUTE FUNCTION refuse('revision_body is never changed');
CREATE TRIGGER revision_body_no_truncate BEFORE TRUNCATE ON revision_body FOR EACH STATEMENT EXECUTE FUNCTION refuse('revision_body is never changed');
-- +goose StatementBegin
CREATE FUNCTION revision_body_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM erasure e WHERE e.object_kind = 'revision' AND e.object_id = OLD.revision_id) THEN
    RAISE EXCEPTION 'revision_body goes with an erasure only' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$;
-- +goose StatementEnd
CREATE TRIGGER revision_body_no_delete BEFORE DELETE ON revision_body FOR EACH ROW EXECUTE FUNCTION revision_body_erased();
CREATE TRIGGER decision_text_no_update BEFORE UPDATE ON decision_text FOR EACH ROW EXECUTE FUNCTION refuse('decision_text is never changed');
CREATE TRIGGER decision_text_no_truncate BEFORE TRUNCATE ON decision_text FOR EACH STATEMENT EXECUTE FUNCTION refuse('decision_text is never changed');
-- +goose StatementBegin
CREATE FUNCTION decision_text_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM erasure e WHERE e.object_kind = 'decision' AND e.object_id = OLD.decision_id) THEN
    RAISE EXCEPTION 'decision_text goes with an erasure only' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END $$;
-- +goose StatementEnd
CREATE TRIGGER decision_text_no_delete BEFORE DELETE ON decision_text FOR EACH ROW EXECUTE FUNCTION decision_text_erased();
-- Nor does another body come in the place of one that went: that would be a change.
-- +goose StatementBegin
CREATE FUNCTION revision_body_stays_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM erasure e WHERE e.object_kind = 'revision' AND e.object_id = NEW.revision_id) THEN
    RAISE EXCEPTION 'an erased revision_body does not come back' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER revision_body_stays_gone BEFORE INSERT ON revision_body FOR EACH ROW EXECUTE FUNCTION revision_body_stays_gone();
-- +goose StatementBegin
CREATE FUNCTION decision_text_stays_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM erasure e WHERE e.object_kind = 'decision' AND e.object_id = NEW.decision_id) THEN
    RAISE EXCEPTION 'an erased decision_text does not come back' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER decision_text_stays_gone BEFORE INSERT ON decision_text FOR EACH ROW EXECUTE FUNCTION decision_text_stays_gone();

-- A regime ends once; nothing else of it changes.
CREATE TRIGGER regime_ends_once BEFORE UPDATE ON regime FOR EACH ROW WHEN (NOT (OLD.until IS NULL AND NEW.until IS NOT NULL AND NEW.id = OLD.id AND NEW.article_id = OLD.article_id AND NEW.revision_id = OLD.revision_id
  AND NEW.regime = OLD.regime AND NEW.role IS NOT DISTINCT FROM OLD.role AND NEW.act_id IS NOT DISTINCT FROM OLD.act_id AND NEW.at = OLD.at)) EXECUTE FUNCTION refuse('a regime ends once and does not change otherwise');
CREATE TRIGGER regime_no_delete BEFORE DELETE ON regime FOR EACH ROW EXECUTE FUNCTION refuse('regime is only added to');
CREATE TRIGGER regime_no_truncate BEFORE TRUNCATE ON regime FOR EACH STATEMENT EXECUTE FUNCTION refuse('regime is only added to');

-- An address belongs to its article for ever; its text may go, by erasure.
CREATE TRIGGER permalink_kept BEFORE UPDATE ON permalink FOR EACH ROW WHEN (NEW.edition_id <> OLD.edition_id OR NEW.path_mac <> OLD.path_mac OR NEW.article_id <> OLD.article_id OR (NEW.path IS NOT NULL AND NEW.path IS DISTINCT FROM OLD.path)) EXECUTE FUNCTION refuse('an address never moves to another article');
CREATE TRIGGER permalink_no_delete BEFORE DELETE ON permalink FOR EACH ROW EXECUTE FUNCTION refuse('an address is never given up');
CREATE TRIGGER permalink_no_truncate BEFORE TRUNCATE ON permalink FOR EACH STATEMENT EXECUTE FUNCTION refuse('an address is never given up');
CREATE TRIGGER short_code_kept BEFORE UPDATE OR DELETE ON short_code FOR EACH ROW EXECUTE FUNCTION refuse('a short address never moves');
CREATE TRIGGER short_code_no_truncate BEFORE TRUNCATE ON short_code FOR EACH STATEMENT EXECUTE FUNCTION refuse('a short address never moves');

-- An erased article stays so; a guid and a key never change.
CREATE TRIGGER article_kept BEFORE UPDATE ON article FOR EACH ROW WHEN ((OLD.state = 'erased' AND NEW.state <> 'erased') OR NEW.key <> OLD.key OR NEW.edition_id <> OLD.edition_id OR (NEW.guid IS NOT NULL AND NEW.guid IS DISTINCT FROM OLD.guid)) EXECUTE FUNCTION refuse('an erased article stays erased, a key and a guid never change');

-- The version that is shown is not withheld, and a withheld one is not shown.
-- +goose StatementBegin
CREATE FUNCTION revision_withheld_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM article a JOIN revision r ON r.article_id = a.id WHERE r.id = NEW.revision_id FOR UPDATE OF a;
  IF EXISTS (SELECT 1 FROM article a WHERE a.current_revision = NEW.revision_id AND a.state = 'published') THEN
    RAISE EXCEPTION 'the current version is not withheld alone' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER revision_withheld_past BEFORE INSERT OR UPDATE ON revision_withheld FOR EACH ROW EXECUTE FUNCTION revision_withheld_past();
-- +goose StatementBegin
CREATE FUNCTION article_shows_no_withheld() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state = 'published' AND NEW.current_revision IS NOT NULL AND EXISTS (SELECT 1 FROM revision_withheld w WHERE w.revision_id = NEW.current_revision) THEN
    RAISE EXCEPTION 'a withheld version is not shown' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER article_shows_no_withheld BEFORE UPDATE ON article FOR EACH ROW EXECUTE FUNCTION article_shows_no_withheld();

-- What an author is does not change once something is published under the name.
-- The row is taken for good, so that who is about to sign comes first or waits.
-- +goose StatementBegin
CREATE FUNCTION author_kind_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind <> OLD.kind THEN
    PERFORM 1 FROM author a WHERE a.id = OLD.id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM byline b WHERE b.author_id = OLD.id) THEN
      RAISE EXCEPTION 'the kind of an author never changes after a first publication' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER author_kind_fixed BEFORE UPDATE ON author FOR EACH ROW EXECUTE FUNCTION author_kind_fixed();

-- An active author keeps an owner. The author's row is taken first, so that two cannot leave at once.
-- +goose StatementBegin
CREATE FUNCTION member_last_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM author a WHERE a.id = OLD.author_id FOR UPDATE;
  IF (TG_OP = 'DELETE' OR NEW.role <> 'owner' OR NEW.author_id <> OLD.author_id OR NEW.account_id <> OLD.account_id) AND OLD.role = 'owner' AND EXISTS (SELECT 1 FROM author a WHERE a.id = OLD.author_id AND a.state = 'active') AND NOT EXISTS (SELECT 1 FROM member m WHERE m.author_id = OLD.author_id AND m.role = 'owner' AND m.account_id <> OLD.account_id) THEN
    RAISE EXCEPTION 'an active author keeps an owner' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
-- +goose StatementEnd
CREATE TRIGGER member_last_owner BEFORE UPDATE OR DELETE ON member FOR EACH ROW EXECUTE FUNCTION member_last_owner();
CREATE TRIGGER member_no_truncate BEFORE TRUNCATE ON member FOR EACH STATEMENT EXECUTE FUNCTION refuse('an active author keeps an owner');
