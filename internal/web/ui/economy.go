package ui

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// inEconomy is what an address carries that leads from a page in economy to the
// next one: no cookie remembers the choice.
const inEconomy = "economie=1"

// stayInEconomy adds to every link of a page that leads to a page of the site at
// origin what keeps the reader in economy. A link with a type leads to no page but
// to a feed or to a text for machines.
func stayInEconomy(page []byte, origin string) []byte {
	var out bytes.Buffer
	out.Grow(len(page) + len(page)/16)
	for tokens := html.NewTokenizer(bytes.NewReader(page)); ; {
		if tokens.Next() == html.ErrorToken {
			return out.Bytes() // its only error is the end
		}
		raw := tokens.Raw()
		if !bytes.HasPrefix(raw, []byte("<a ")) {
			out.Write(raw)
			continue
		}
		raw = bytes.Clone(raw) // Token overwrites it
		link := tokens.Token()
		if !keep(&link, origin) {
			out.Write(raw)
			continue
		}
		out.WriteString(link.String())
	}
}

// keep adds to the link's address, or reports false.
func keep(link *html.Token, origin string) bool {
	var address *html.Attribute
	for i, a := range link.Attr {
		switch a.Key {
		case "type":
			return false
		case "href":
			address = &link.Attr[i]
		}
	}
	if address == nil {
		return false
	}
	rest := strings.TrimPrefix(address.Val, origin)
	if origin == "" || !strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "//") {
		return false
	}
	to, err := url.Parse(rest)
	if err != nil || strings.HasPrefix(to.Path, "/assets/") {
		return false
	}
	to.RawQuery = strings.TrimPrefix(to.RawQuery+"&"+inEconomy, "&")
	address.Val = to.String()
	return true
}
