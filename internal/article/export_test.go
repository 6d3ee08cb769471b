package article

import "context"

// Coarsen does at once what comes round every day.
func Coarsen(ctx context.Context, s *Service) error { return s.coarsen(ctx) }

// Scrub does again what follows an erasure.
func Scrub(ctx context.Context, s *Service, article ID) error {
	return s.scrub(ctx, scrubArgs{article})
}
