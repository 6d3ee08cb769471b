package web

import (
	"net/http"
	"net/netip"
	"strings"
)

// proxies are the networks whose word about a request is believed.
type proxies []netip.Prefix

// secure reports whether the reader's connection is encrypted: up to us, or up
// to a trusted proxy that says so in X-Forwarded-Proto. Nobody else is asked;
// the last word is that of the proxy next to us.
func (p proxies) secure(r *http.Request) bool {
	if r.TLS != nil {
		return true
	}
	said := r.Header.Values("X-Forwarded-Proto")
	if len(said) == 0 || !p.trust(r.RemoteAddr) {
		return false
	}
	last := said[len(said)-1]
	last = last[strings.LastIndexByte(last, ',')+1:]
	return strings.EqualFold(strings.TrimSpace(last), "https")
}

// trust reports whether an address with its port belongs to one of the networks.
func (p proxies) trust(remote string) bool {
	peer, err := netip.ParseAddrPort(remote)
	if err != nil {
		return false
	}
	addr := peer.Addr().Unmap().WithZone("")
	for _, prefix := range p {
		if prefix.Contains(addr) {
			return true
		}
	}
	return false
}
