-- +goose Up

-- Rules that a CHECK cannot say, because they look at the row before or at other rows.

-- Only added to.
-- +goose StatementBegin
CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'revision is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'revision is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER act_no_update BEFORE UPDATE ON act FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'act is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER act_no_delete BEFORE DELETE ON act FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'act is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'decision is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'decision is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER restriction_no_update BEFORE UPDATE ON restriction FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'restriction is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER restriction_no_delete BEFORE DELETE ON restriction FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'restriction is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER restriction_end_no_update BEFORE UPDATE ON restriction_end FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'restriction_end is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER restriction_end_no_delete BEFORE DELETE ON restriction_end FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'restriction_end is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER erasure_no_update BEFORE UPDATE ON erasure FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'erasure is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER erasure_no_delete BEFORE DELETE ON erasure FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'erasure is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER charter_no_update BEFORE UPDATE ON charter FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'charter is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER charter_no_delete BEFORE DELETE ON charter FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'charter is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER charter_article_no_update BEFORE UPDATE ON charter_article FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'charter_article is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER charter_article_no_delete BEFORE DELETE ON charter_article FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'charter_article is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER charter_article_text_no_update BEFORE UPDATE ON charter_article_text FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'charter_article_text is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER charter_article_text_no_delete BEFORE DELETE ON charter_article_text FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'charter_article_text is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER article_change_no_update BEFORE UPDATE ON article_change FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'article_change is only added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER article_change_no_delete BEFORE DELETE ON article_change FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'article_change is only added to'); END;
-- +goose StatementEnd

-- Bodies: deleted by an erasure that is written, never changed.
-- +goose StatementBegin
CREATE TRIGGER revision_body_no_update BEFORE UPDATE ON revision_body FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'revision_body is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER revision_body_no_delete BEFORE DELETE ON revision_body FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM erasure e WHERE e.object_kind = 'revision' AND e.object_id = OLD.revision_id)
BEGIN SELECT RAISE(ABORT, 'revision_body goes with an erasure only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decision_text_no_update BEFORE UPDATE ON decision_text FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'decision_text is never changed'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decision_text_no_delete BEFORE DELETE ON decision_text FOR EACH ROW WHEN NOT EXISTS (SELECT 1 FROM erasure e WHERE e.object_kind = 'decision' AND e.object_id = OLD.decision_id)
BEGIN SELECT RAISE(ABORT, 'decision_text goes with an erasure only'); END;
-- +goose StatementEnd
-- Nor does another body come in the place of one that went: that would be a change.
-- +goose StatementBegin
CREATE TRIGGER revision_body_stays_gone BEFORE INSERT ON revision_body FOR EACH ROW WHEN EXISTS (SELECT 1 FROM erasure e WHERE e.object_kind = 'revision' AND e.object_id = NEW.revision_id)
BEGIN SELECT RAISE(ABORT, 'an erased revision_body does not come back'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decision_text_stays_gone BEFORE INSERT ON decision_text FOR EACH ROW WHEN EXISTS (SELECT 1 FROM erasure e WHERE e.object_kind = 'decision' AND e.object_id = NEW.decision_id)
BEGIN SELECT RAISE(ABORT, 'an erased decision_text does not come back'); END;
-- +goose StatementEnd

-- A regime ends once; nothing else of it changes.
-- +goose StatementBegin
CREATE TRIGGER regime_ends_once BEFORE UPDATE ON regime FOR EACH ROW WHEN NOT (OLD.until IS NULL AND NEW.until IS NOT NULL AND NEW.id = OLD.id AND NEW.article_id = OLD.article_id AND NEW.revision_id = OLD.revision_id
  AND NEW.regime = OLD.regime AND NEW.role IS NOT DISTINCT FROM OLD.role AND NEW.act_id IS NOT DISTINCT FROM OLD.act_id AND NEW.at = OLD.at)
BEGIN SELECT RAISE(ABORT, 'a regime ends once and does not change otherwise'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER regime_no_delete BEFORE DELETE ON regime FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'regime is only added to'); END;
-- +goose StatementEnd

-- An address belongs to its article for ever; its text may go, by erasure.
-- +goose StatementBegin
CREATE TRIGGER permalink_kept BEFORE UPDATE ON permalink FOR EACH ROW WHEN NEW.edition_id <> OLD.edition_id OR NEW.path_mac <> OLD.path_mac OR NEW.article_id <> OLD.article_id OR (NEW.path IS NOT NULL AND NEW.path IS DISTINCT FROM OLD.path)
BEGIN SELECT RAISE(ABORT, 'an address never moves to another article'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER permalink_no_delete BEFORE DELETE ON permalink FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'an address is never given up'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER short_code_kept BEFORE UPDATE ON short_code FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'a short address never moves'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER short_code_no_delete BEFORE DELETE ON short_code FOR EACH ROW
BEGIN SELECT RAISE(ABORT, 'a short address never moves'); END;
-- +goose StatementEnd

-- An erased article stays so; a guid and a key never change.
-- +goose StatementBegin
CREATE TRIGGER article_kept BEFORE UPDATE ON article FOR EACH ROW WHEN (OLD.state = 'erased' AND NEW.state <> 'erased') OR NEW.key <> OLD.key OR NEW.edition_id <> OLD.edition_id OR (NEW.guid IS NOT NULL AND NEW.guid IS DISTINCT FROM OLD.guid)
BEGIN SELECT RAISE(ABORT, 'an erased article stays erased, a key and a guid never change'); END;
-- +goose StatementEnd
-- INSERT OR REPLACE is a deletion and an insertion: no UPDATE for the trigger above.
-- +goose StatementBegin
CREATE TRIGGER article_kept_delete BEFORE DELETE ON article FOR EACH ROW WHEN EXISTS (SELECT 1 FROM revision r WHERE r.article_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'an article that had a version is kept'); END;
-- +goose StatementEnd

-- The version that is shown is not withheld, and a withheld one is not shown.
-- +goose StatementBegin
CREATE TRIGGER revision_withheld_past_insert BEFORE INSERT ON revision_withheld FOR EACH ROW WHEN EXISTS (SELECT 1 FROM article a WHERE a.current_revision = NEW.revision_id AND a.state = 'published')
BEGIN SELECT RAISE(ABORT, 'the current version is not withheld alone'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER revision_withheld_past_update BEFORE UPDATE ON revision_withheld FOR EACH ROW WHEN EXISTS (SELECT 1 FROM article a WHERE a.current_revision = NEW.revision_id AND a.state = 'published')
BEGIN SELECT RAISE(ABORT, 'the current version is not withheld alone'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER article_shows_no_withheld_update BEFORE UPDATE ON article FOR EACH ROW WHEN NEW.state = 'published' AND NEW.current_revision IS NOT NULL AND EXISTS (SELECT 1 FROM revision_withheld w WHERE w.revision_id = NEW.current_revision)
BEGIN SELECT RAISE(ABORT, 'a withheld version is not shown'); END;
-- +goose StatementEnd

-- What an author is does not change once something is published under the name.
-- +goose StatementBegin
CREATE TRIGGER author_kind_fixed_update BEFORE UPDATE ON author FOR EACH ROW WHEN NEW.kind <> OLD.kind AND EXISTS (SELECT 1 FROM byline b WHERE b.author_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'the kind of an author never changes after a first publication'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER author_kind_fixed_delete BEFORE DELETE ON author FOR EACH ROW WHEN EXISTS (SELECT 1 FROM byline b WHERE b.author_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'an author who signed is kept'); END;
-- +goose StatementEnd

-- An active author keeps an owner. PostgreSQL takes the author's row first, so that two cannot leave at once.
-- +goose StatementBegin
CREATE TRIGGER member_last_owner_update BEFORE UPDATE ON member FOR EACH ROW WHEN (NEW.role <> 'owner' OR NEW.author_id <> OLD.author_id OR NEW.account_id <> OLD.account_id) AND OLD.role = 'owner' AND EXISTS (SELECT 1 FROM author a WHERE a.id = OLD.author_id AND a.state = 'active') AND NOT EXISTS (SELECT 1 FROM member m WHERE m.author_id = OLD.author_id AND m.role = 'owner' AND m.account_id <> OLD.account_id)
BEGIN SELECT RAISE(ABORT, 'an active author keeps an owner'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER member_last_owner_delete BEFORE DELETE ON member FOR EACH ROW WHEN OLD.role = 'owner' AND EXISTS (SELECT 1 FROM author a WHERE a.id = OLD.author_id AND a.state = 'active') AND NOT EXISTS (SELECT 1 FROM member m WHERE m.author_id = OLD.author_id AND m.role = 'owner' AND m.account_id <> OLD.account_id)
BEGIN SELECT RAISE(ABORT, 'an active author keeps an owner'); END;
-- +goose StatementEnd
