package engine

import (
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// Address says where a database is and how to reach it, without the password. The zero
// value is no address.
type Address struct {
	// Engine is postgres, mysql, mariadb or sqlite.
	Engine string
	// Path is the file of an SQLite database; all else is empty then.
	Path string
	// Host is a name or an IP address, or a folder (PostgreSQL) or socket (MySQL) that
	// begins with a slash. Port is never 0 for a host.
	Host string
	Port int
	User string
	// Database is the database to connect to.
	Database string
	// Schemas are those to read; see InspectOptions.
	Schemas []string
	// TLS is disable, prefer, require or verify-full. Prefer takes what the server offers,
	// require asks for encryption, verify-full also for a certificate of this host.
	TLS string
}

// IsAddress tells whether a text is meant as the address of a database rather than as the
// name of a file.
func IsAddress(text string) bool {
	scheme, _, ok := strings.Cut(text, ":")
	_, known := schemes[strings.ToLower(scheme)]
	return ok && known && (strings.EqualFold(scheme, "sqlite") || strings.Contains(text, "://"))
}

// schemes are the beginnings of addresses.
var schemes = map[string]struct {
	engine string
	port   int
}{
	"postgres": {"postgres", 5432}, "postgresql": {"postgres", 5432}, "mysql": {"mysql", 3306}, "mariadb": {"mariadb", 3306}, "sqlite": {"sqlite", 0},
}

// ParseAddress reads postgres://user@host:port/database, mysql:// and mariadb:// likewise,
// and sqlite:path. Behind a question mark may stand sslmode (disable, prefer, require or
// verify-full), schema (names with commas between), and host or socket, a path on this
// machine. A password in it is returned by itself, so that Address can be shown; errors
// never hold any of the text, because a mistyped password may be anywhere in it.
func ParseAddress(text string) (a Address, password string, err error) {
	if !IsAddress(text) {
		return a, "", diagram.Errorf(diagram.Invalid, "This is not the address of a database. Write postgres://user@host/database, mysql://user@host/database, mariadb://user@host/database or sqlite:path.")
	}
	scheme, rest, _ := strings.Cut(text, ":")
	kind := schemes[strings.ToLower(scheme)]
	a.Engine = kind.engine
	if a.Engine == "sqlite" {
		a.Path = strings.TrimPrefix(rest, "//")
		if strings.HasPrefix(a.Path, "//") {
			a.Path = "/" + strings.TrimLeft(a.Path, "/")
		}
		if a.Path == "" || strings.ContainsRune(a.Path, 0) {
			return Address{}, "", diagram.Errorf(diagram.Invalid, "The address names no file. Write sqlite:path.")
		}
		return a, "", nil
	}
	u, err := url.Parse(text)
	if err != nil || u.Opaque != "" || u.Fragment != "" {
		return Address{}, "", diagram.Errorf(diagram.Invalid, "The address can't be read. Write %s://user@host:port/database, with %%40 for @, %%3A for : and %%2F for / in names.", strings.ToLower(scheme))
	}
	password, _ = u.User.Password()
	a.User, a.Database, a.Host, a.Port = u.User.Username(), strings.TrimPrefix(u.Path, "/"), u.Hostname(), kind.port
	if u.Port() != "" {
		if a.Port, err = strconv.Atoi(u.Port()); err != nil || a.Port < 1 || a.Port > 65535 {
			return Address{}, "", diagram.Errorf(diagram.Invalid, "The port of the address is not a number from 1 to 65535.")
		}
	}
	if err := a.parameters(u); err != nil {
		return Address{}, "", err
	}
	if strings.ContainsRune(a.Host, ',') || strings.ContainsRune(a.Host+a.User+a.Database+password, 0) {
		return Address{}, "", diagram.Errorf(diagram.Invalid, "The address names more than one host, or holds a character that no name has.")
	}
	if strings.ContainsRune(a.Host, ':') && !a.IsLocal() {
		// The zone of an IP address is the name of an interface.
		if ip, err := netip.ParseAddr(a.Host); err != nil || strings.Trim(ip.Zone(), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") != "" {
			return Address{}, "", diagram.Errorf(diagram.Invalid, "The host of the address is neither a name nor an IP address.")
		}
	}
	if a.Host == "" {
		a.Host = "localhost"
	}
	return a, password, nil
}

// tlsWords are the values of sslmode and what they mean here.
var tlsWords = map[string]string{
	"disable": "disable", "false": "disable", "allow": "prefer", "prefer": "prefer", "preferred": "prefer", "require": "require", "required": "require",
	"skip-verify": "require", "verify-ca": "verify-full", "verify-full": "verify-full", "verify_identity": "verify-full", "true": "verify-full",
}

func (a *Address) parameters(u *url.URL) error {
	a.TLS = "prefer"
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return diagram.Errorf(diagram.Invalid, "What stands behind the question mark of the address can't be read.")
	}
	for name, values := range query {
		value := values[len(values)-1]
		switch strings.ToLower(name) {
		case "sslmode", "ssl-mode", "tls":
			word, ok := tlsWords[strings.ToLower(value)]
			if !ok {
				return diagram.Errorf(diagram.Invalid, "sslmode is disable, prefer, require or verify-full.")
			}
			a.TLS = word
		case "schema", "schemas":
			for s := range strings.SplitSeq(value, ",") {
				if s = strings.TrimSpace(s); s != "" && !slices.Contains(a.Schemas, s) {
					a.Schemas = append(a.Schemas, s)
				}
			}
		case "host", "socket":
			if !strings.HasPrefix(value, "/") {
				return diagram.Errorf(diagram.Invalid, "host and socket behind the question mark are paths that begin with a slash.")
			}
			a.Host = value
		default:
			return diagram.Errorf(diagram.Invalid, "The address has a setting that is not known here. There are sslmode, schema, host and socket.")
		}
	}
	return nil
}

// IsLocal tells of a file or a socket of this machine's.
func (a Address) IsLocal() bool { return a.Engine == "sqlite" || strings.HasPrefix(a.Host, "/") }

// HostPort is the host with its port, or the socket.
func (a Address) HostPort() string {
	if a.IsLocal() {
		return a.Host
	}
	return net.JoinHostPort(a.Host, strconv.Itoa(a.Port))
}

// String writes the address without a password, for people and logs.
func (a Address) String() string {
	if a.Engine == "sqlite" {
		return "sqlite:" + a.Path
	}
	u := url.URL{Scheme: a.Engine, Host: a.HostPort(), Path: "/" + a.Database}
	if a.User != "" {
		u.User = url.User(a.User)
	}
	if a.IsLocal() {
		u.Host, u.RawQuery = "", url.Values{"host": {a.Host}}.Encode()
	}
	return u.String()
}

// Title is a name for what is read there: the database, or the file without its folder
// and ending.
func (a Address) Title() string {
	if a.Engine != "sqlite" {
		return a.Database
	}
	name := a.Path[strings.LastIndexAny(a.Path, `/\`)+1:]
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	return name
}
