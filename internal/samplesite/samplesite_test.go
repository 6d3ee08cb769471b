package main

import (
	"encoding/json"
	"io"
	"net/http"
	"testing"
)

// TestTheSiteAnswersUntilItsInputEnds does with the command what the browser's
// tests do with it.
func TestTheSiteAnswersUntilItsInputEnds(t *testing.T) {
	stdin, end := io.Pipe()
	output, stdout := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- run(t.Context(), stdin, stdout) }()

	var said ready
	if err := json.NewDecoder(output).Decode(&said); err != nil {
		t.Fatal(err)
	}
	for _, page := range []struct {
		address, host string
		want          int
	}{
		{said.Address + "/", place, http.StatusOK},
		{said.Address + said.Paths["opinion"], place, http.StatusOK},
		{said.Address + said.Paths["withdrawn"], place, http.StatusGone},
		{said.Errors + "/500/", saha, http.StatusInternalServerError},
	} {
		if got := status(t, page.address, page.host); got != page.want {
			t.Errorf("%s of %s answers %d, want %d", page.address, page.host, got, page.want)
		}
	}
	if len(said.Routes) < 16 {
		t.Errorf("it knows only the routes %q", said.Routes)
	}
	http.DefaultClient.CloseIdleConnections()
	if err := end.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; err != nil {
		t.Errorf("it ends with %v", err)
	}
}

// status asks for an address under the host name of an edition.
func status(t *testing.T, address, host string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = host
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	if err := answer.Body.Close(); err != nil {
		t.Error(err)
	}
	return answer.StatusCode
}
