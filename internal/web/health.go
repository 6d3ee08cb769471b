package web

import (
	"context"
	"log/slog"
	"net/http"
	"time"
)

// readyTime bounds the question whether the node is ready: who asks takes a late
// answer for a no.
const readyTime = 2 * time.Second

// healthRoutes tell the operator's machines about this node in one word.
func (s *Router) healthRoutes() []Route {
	return []Route{
		{Method: http.MethodGet, Path: "/healthz", Who: Probe, Handler: s.alive},
		{Method: http.MethodGet, Path: "/readyz", Who: Probe, Handler: s.ready},
	}
}

// answerProbes lets health checks past everything that may refuse a reader.
func (s *Router) answerProbes(next Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if p := s.probes[r.URL.Path]; p != nil {
			return p.answer(w, r)
		}
		return next(w, r)
	}
}

// alive says that the process answers.
func (s *Router) alive(w http.ResponseWriter, r *http.Request) error {
	return send(w, r, http.StatusOK, TypeText, []byte("alive\n"))
}

// ready says whether the node can serve readers.
func (s *Router) ready(w http.ResponseWriter, r *http.Request) error {
	ctx, cancel := context.WithTimeout(r.Context(), readyTime)
	defer cancel()
	if err := s.options.Ready(ctx); err != nil {
		s.options.Log.LogAttrs(ctx, slog.LevelError, "the node is not ready", slog.String("cause", causeOf(err, exchangeOf(r).sent(r))))
		return send(w, r, http.StatusServiceUnavailable, TypeText, []byte("unready\n"))
	}
	return send(w, r, http.StatusOK, TypeText, []byte("ready\n"))
}
