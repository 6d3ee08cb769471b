// Package config is the command line: every command, flag and environment
// variable, with the words that teach them. It is read once, by main, which hands
// each package its own small options. It does nothing and knows no domain.
package config

import (
	"errors"
	"time"

	"github.com/alecthomas/kong"
)

// Config is a whole command line. One of the commands was chosen.
type Config struct {
	Store

	Serve   Serve    `cmd:"" help:"Serve the site until it is told to stop."`
	Migrate struct{} `cmd:"" help:"Bring the database to this program's schema, and nothing else. Serve does it too."`
	Version struct{} `cmd:"" help:"Say which release this is."`
	Edition struct {
		Add EditionAdd `cmd:"" help:"Found an edition: one public site with its own host name."`
	} `cmd:"" help:"Editions: the public sites of the installation."`
	Author struct {
		Add AuthorAdd `cmd:"" help:"Make an author: a pen name or an organisation that signs articles."`
	} `cmd:"" help:"Authors: who signs articles."`
	Import struct {
		Text ImportText `cmd:"" help:"Import a syndicated text: a head that says who speaks, paragraphs, the same at the foot, a dash, the notice."`
	} `cmd:"" help:"Bring in what was published elsewhere."`
}

// Store says where the data is; every command takes it.
type Store struct {
	Data        string `help:"Data folder: the SQLite database, the file of keys, the list of what was erased. Made when missing." default:"./data" placeholder:"DIR" env:"PALABRE_DATA"`
	DatabaseURL string `help:"Keep the data in PostgreSQL instead of SQLite. The data folder still holds the file of keys." placeholder:"postgres://…" env:"PALABRE_DATABASE_URL"`
	Key         string `help:"Content of the file of keys, where machines share it. Better in the environment than on a command line." hidden:"" env:"PALABRE_KEY"`
}

// Serve are the settings of the server.
type Serve struct {
	Listen       string   `help:"Address to listen on." default:"localhost:8080" placeholder:"HOST:PORT" env:"PALABRE_LISTEN"`
	TrustedProxy []string `help:"Networks of the proxies whose X-Forwarded-Proto is believed, as 10.0.0.0/8. Addresses of pages then begin with https." placeholder:"CIDR" env:"PALABRE_TRUSTED_PROXY"`
	TLSCert      string   `help:"Certificate, as a PEM file: serve HTTPS without a proxy." placeholder:"FILE" env:"PALABRE_TLS_CERT"`
	TLSKey       string   `help:"Key of the certificate, as a PEM file." placeholder:"FILE" env:"PALABRE_TLS_KEY"`
	Cache        uint16   `help:"What kept pages may take in memory, in MB. With 0 every page is made anew." default:"64" placeholder:"MB" env:"PALABRE_CACHE"`
}

// EditionAdd founds an edition.
type EditionAdd struct {
	Host      string   `arg:"" help:"Host name under which the edition answers, without port: sn.example.org."`
	Name      string   `required:"" help:"Name that readers see."`
	Languages []string `required:"" help:"Languages of its pages, the first one first: fr,en." placeholder:"LANG"`
	Timezone  string   `required:"" help:"Time zone in which its hours are shown: Africa/Dakar." placeholder:"ZONE"`
	Notice    string   `required:"" help:"What ends every article. {join} stands once in it, for the words of --join-text." placeholder:"TEXT"`
	JoinText  string   `required:"" help:"The words in the notice that lead to registration." placeholder:"TEXT"`
	Tagline   string   `help:"A line under the name." placeholder:"TEXT"`
	Country   string   `help:"Country, in two letters (ISO 3166-1): SN." placeholder:"CODE"`
}

// AuthorAdd makes an author.
type AuthorAdd struct {
	Handle  string `arg:"" help:"Handle: 3 to 30 of a-z, A-Z, 0-9, _ and -. It stands in the address of the author's page."`
	Edition string `required:"" help:"Host name of the edition that is the author's home." placeholder:"HOST"`
	Kind    string `required:"" help:"individual, association, ngo or professional." placeholder:"KIND"`
	Name    string `help:"Name that readers see; the handle when left out." placeholder:"NAME"`
}

// ImportText imports a syndicated text.
type ImportText struct {
	File      string `arg:"" help:"The text, in UTF-8."`
	Edition   string `required:"" help:"Host name of the edition that publishes it." placeholder:"HOST"`
	Author    string `required:"" help:"Handle of who signs it; made when missing." placeholder:"HANDLE"`
	Kind      string `required:"" help:"What the author is: individual, association, ngo or professional." placeholder:"KIND"`
	Genre     string `required:"" help:"information, opinion, testimony or statement." placeholder:"GENRE"`
	Title     string `required:"" help:"Title, which the text itself does not hold." placeholder:"TEXT"`
	Published Moment `required:"" help:"When it was first published: 2026-03-02T10:00:00Z." placeholder:"TIME"`
	Section   string `help:"Section, by its address; the edition's first when left out." placeholder:"SLUG"`
	Origin    string `help:"Name of the text where it comes from, so that a second import is recognised. When left out, edition, author and hour are its name." placeholder:"ID"`
	Revise    string `help:"When the same origin brought another text before: publish this one as its correction, with this note for readers." placeholder:"NOTE"`
}

// Moment is a point in time as people write it, with its zone (RFC 3339).
type Moment struct{ time.Time }

// UnmarshalText reads it; the error says how it is written.
func (m *Moment) UnmarshalText(text []byte) (err error) {
	if m.Time, err = time.Parse(time.RFC3339, string(text)); err != nil {
		return errors.New("write date, hour and zone as 2026-03-02T10:00:00Z")
	}
	return nil
}

// Parser returns the parser of the command line into c.
func Parser(c *Config, options ...kong.Option) (*kong.Kong, error) {
	return kong.New(c, append([]kong.Option{
		kong.Name("palabre"),
		kong.Description("An open publishing platform: anyone writes, everybody can check who speaks.\n\nEvery flag can be given in the environment as well, --data as PALABRE_DATA. Commands create and migrate what is missing. They end with 0 when done, 1 when something failed, 2 when the command line or what it names is not acceptable."),
		kong.UsageOnError(),
	}, options...)...)
}
