package article

// What happens to articles, as others hear of it. Names are stored with waiting
// jobs and never change.

// ArticlePublished says that an article can be read for the first time.
type ArticlePublished struct {
	ID ID `json:"id"`
}

// ArticleRevised says that another version is the current one.
type ArticleRevised struct {
	ID     ID    `json:"id"`
	Number int64 `json:"number"`
}

// ArticleWithdrawn says that its author took an article back.
type ArticleWithdrawn struct {
	ID ID `json:"id"`
}

// ArticleRestored says that an article can be read again.
type ArticleRestored struct {
	ID ID `json:"id"`
}

// ArticleRestricted says that a decision hides an article, or takes it out of lists.
type ArticleRestricted struct {
	ID ID `json:"id"`
}

// EventName is the name under which waiting jobs know the event.
func (ArticlePublished) EventName() string { return "article.published" }

// EventName is the name under which waiting jobs know the event.
func (ArticleRevised) EventName() string { return "article.revised" }

// EventName is the name under which waiting jobs know the event.
func (ArticleWithdrawn) EventName() string { return "article.withdrawn" }

// EventName is the name under which waiting jobs know the event.
func (ArticleRestored) EventName() string { return "article.restored" }

// EventName is the name under which waiting jobs know the event.
func (ArticleRestricted) EventName() string { return "article.restricted" }
