package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"palabre/internal/errs"
)

// limitBody bounds the body of a request in bytes, 0 for the default. What says
// beforehand that it is longer is refused unread.
func limitBody(limit int64, next Handler) Handler {
	orDefault(&limit, defaultLimit)
	return func(w http.ResponseWriter, r *http.Request) error {
		if r.ContentLength > limit {
			return errs.TooLarge
		}
		// MaxBytesReader closes the connection through net/http's own writer.
		r.Body = body{http.MaxBytesReader(exchangeOf(r).writer.ResponseWriter, r.Body, limit)}
		return next(w, r)
	}
}

// errCut is a body that ended before its end: the network's doing, nobody reads
// the answer.
var errCut = fmt.Errorf("%w: the body did not arrive whole", errs.Invalid)

// body tells errors of reading in our kinds, and without the address that
// net/http puts into them.
type body struct{ io.ReadCloser }

func (b body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if err == nil || err == io.EOF {
		return n, err
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return n, errs.TooLarge
	}
	return n, errCut
}
