package web

import (
	"context"
	"log/slog"

	"palabre/internal/clock"
)

// logRequest writes the one line of a request: which route, how it ended, bytes
// of the body, milliseconds. Nothing that says who asked or for what.
func (s *Router) logRequest(x *exchange, took clock.Instant) {
	s.options.Log.LogAttrs(context.Background(), slog.LevelInfo, "request",
		slog.String("route", x.pattern),
		slog.Int("status", x.writer.status),
		slog.Int64("bytes", x.writer.size),
		slog.Float64("ms", float64(took)/1000))
}
