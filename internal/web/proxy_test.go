package web_test

import (
	"net/netip"
	"testing"

	"palabre/internal/web"
)

func trustLoopback(o *web.Options) {
	o.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}
}

func TestOnlyTrustedProxiesAreBelieved(t *testing.T) {
	const promised = "max-age=31536000"
	for _, c := range []struct {
		name   string
		change func(*web.Options)
		proto  []string
		want   string
	}{
		{"trusted and encrypted", trustLoopback, []string{"https"}, promised},
		{"in capitals", trustLoopback, []string{"HTTPS"}, promised},
		{"trusted and plain", trustLoopback, []string{"http"}, ""},
		{"trusted and silent", trustLoopback, nil, ""},
		{"a reader's word before the proxy's", trustLoopback, []string{"https, http"}, ""},
		{"the same in two lines", trustLoopback, []string{"https", "http"}, ""},
		{"the proxy's word after a reader's", trustLoopback, []string{"http, https"}, promised},
		{"nonsense", trustLoopback, []string{"httpss"}, ""},
		{"trusted by nobody", nil, []string{"https"}, ""},
		{"another network is trusted", func(o *web.Options) {
			o.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
		}, []string{"https"}, ""},
	} {
		var header []string
		for _, value := range c.proto {
			header = append(header, "X-Forwarded-Proto", value)
		}
		answer := newHouse(t, c.change).open().Get("/author/awa/", header...)
		if got := answer.Header.Get("Strict-Transport-Security"); got != c.want {
			t.Errorf("%s: Strict-Transport-Security %q, want %q", c.name, got, c.want)
		}
	}
}
