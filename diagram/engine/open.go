package engine

import (
	"context"
	"crypto/tls"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"crowsfoot/diagram"
)

// connectTime is how long connecting may take.
const connectTime = 10 * time.Second

// Open connects to the database at an address, of which an SQLite file is only read. The
// password comes from the caller and is kept in the connection alone. Nothing else is
// taken from outside: no environment variables of the drivers, no password files.
//
// Host names are looked up once, and addresses that are no database's (link-local ones,
// under which clouds hand out secrets) are refused. Errors are of the kind diagram.Error
// and hold neither the password nor what the server answered.
func Open(ctx context.Context, a Address, password string) (*sql.DB, error) {
	var db *sql.DB
	var err error
	switch a.Engine {
	case "postgres":
		db, err = openPostgres(a, password)
	case "mysql", "mariadb":
		db, err = openMySQL(a, password)
	case "sqlite":
		return openSQLite(ctx, a.Path)
	default:
		return nil, diagram.Errorf(diagram.Unsupported, "There are no databases of the kind %q here.", a.Engine)
	}
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	ctx, cancel := context.WithTimeout(ctx, connectTime)
	defer cancel()
	if err := db.PingContext(ctx); err != nil {
		db.Close()
		return nil, connectError(a, err)
	}
	return db, nil
}

// Inspect opens the database at an address, reads its schema as InspectDB does, and closes
// it. The schemas of the address are read unless opt names others.
func Inspect(ctx context.Context, a Address, password string, opt InspectOptions) (*diagram.Source, error) {
	db, err := Open(ctx, a, password)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	if len(opt.Schemas) == 0 {
		opt.Schemas = a.Schemas
	}
	src, err := InspectDB(ctx, db, a.Engine, opt)
	if err != nil {
		return nil, readError(a, err)
	}
	if d := src.Pages[0].Diagram; d.Name == "" {
		d.Name = diagram.CutName(a.Title())
	}
	return src, nil
}

// openPostgres prepares a pool. Every setting that the driver would take from the
// environment or from the user's files is given here.
func openPostgres(a Address, password string) (*sql.DB, error) {
	settings := ""
	for _, s := range [][2]string{
		{"host", a.Host}, {"port", strconv.Itoa(a.Port)}, {"user", a.User}, {"dbname", a.Database}, {"sslmode", a.TLS},
		{"password", ""}, {"passfile", ""}, {"sslcert", ""}, {"sslkey", ""}, {"sslrootcert", ""}, {"sslpassword", ""},
		{"target_session_attrs", "any"}, {"connect_timeout", "10"},
	} {
		settings += s[0] + "='" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(s[1]) + "' "
	}
	config, err := pgx.ParseConfig(settings)
	if err != nil {
		return nil, diagram.Errorf(diagram.Invalid, "The address of the PostgreSQL database can't be used.")
	}
	config.Password = password
	config.RuntimeParams = map[string]string{"application_name": "crowsfoot"}
	// Hosts are looked up by dial, which tries their addresses.
	config.LookupFunc = func(_ context.Context, host string) ([]string, error) { return []string{host}, nil }
	config.DialFunc = dial
	// Poolers in between do not keep prepared statements.
	config.DefaultQueryExecMode = pgx.QueryExecModeExec
	return stdlib.OpenDB(*config), nil
}

func openMySQL(a Address, password string) (*sql.DB, error) {
	c := mysql.NewConfig()
	c.User, c.Passwd, c.DBName = a.User, password, a.Database
	c.Net, c.Addr = "tcp", a.HostPort()
	if a.IsLocal() {
		c.Net = "unix"
	}
	c.Timeout, c.ReadTimeout, c.WriteTimeout = connectTime, time.Minute, time.Minute
	c.DialFunc = dial
	c.Logger = &mysql.NopLogger{}
	switch a.TLS {
	case "prefer":
		c.TLS, c.AllowFallbackToPlaintext = &tls.Config{InsecureSkipVerify: true}, true //nolint:gosec // encryption without identity, as asked
	case "require":
		c.TLS = &tls.Config{InsecureSkipVerify: true} //nolint:gosec // likewise
	case "verify-full":
		c.TLS = &tls.Config{ServerName: a.Host}
	}
	if a.IsLocal() {
		c.TLS, c.AllowFallbackToPlaintext = nil, false
	}
	connector, err := mysql.NewConnector(c)
	if err != nil {
		return nil, diagram.Errorf(diagram.Invalid, "The address of the MySQL database can't be used.")
	}
	return sql.OpenDB(connector), nil
}

// openSQLite opens a file to read it.
func openSQLite(ctx context.Context, path string) (*sql.DB, error) {
	if err := isSQLite(path); err != nil {
		return nil, err
	}
	settings := url.Values{"mode": {"ro"}, "_pragma": {"query_only(1)", "trusted_schema(0)", "busy_timeout(5000)"}}
	for {
		u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: settings.Encode()}
		db, err := sql.Open("sqlite", u.String())
		if err != nil {
			return nil, fmt.Errorf("open SQLite: %w", err)
		}
		db.SetMaxOpenConns(1)
		var tables int
		if err = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master").Scan(&tables); err == nil {
			return db, nil
		}
		db.Close()
		// In a folder that may not be written to, a file with a write-ahead log opens only
		// as one that nobody changes; that is true where there is no log.
		if _, there := os.Stat(path + "-wal"); there == nil || settings.Get("immutable") != "" || ctx.Err() != nil {
			return nil, diagram.Errorf(diagram.Unreadable, "The file is not an SQLite database that can be read: it is damaged, encrypted or in use.")
		}
		settings.Set("immutable", "1")
	}
}

// isSQLite looks at the beginning of a file, so that nothing else is opened.
func isSQLite(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return diagram.Errorf(diagram.NotFound, "The file can't be opened: %v.", pathReason(err))
	}
	if !info.Mode().IsRegular() {
		return diagram.Errorf(diagram.Unreadable, "This is not a file.")
	}
	f, err := os.Open(path)
	if err != nil {
		return diagram.Errorf(diagram.NotFound, "The file can't be opened: %v.", pathReason(err))
	}
	defer f.Close()
	const magic = "SQLite format 3\x00"
	head := make([]byte, len(magic))
	if n, err := io.ReadFull(f, head); string(head) != magic && (err == nil || n > 0) {
		return diagram.Errorf(diagram.Unreadable, "The file is not an SQLite database.")
	}
	return nil
}

func pathReason(err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// errRefusedAddress says that a host has only addresses that are never dialled.
var errRefusedAddress = errors.New("address refused")

// dial connects to a host by one of the addresses that its name has now; those are
// looked up once, so that the address that was looked at is the one that is dialled.
func dial(ctx context.Context, network, hostport string) (net.Conn, error) {
	d := net.Dialer{Timeout: connectTime}
	if network == "unix" {
		return d.DialContext(ctx, network, hostport)
	}
	host, port, err := net.SplitHostPort(hostport)
	if err != nil {
		return nil, err
	}
	list, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return nil, err
	}
	err = errRefusedAddress
	for _, ip := range list {
		if isForbiddenIP(ip) {
			continue
		}
		var conn net.Conn
		if conn, err = d.DialContext(ctx, "tcp", net.JoinHostPort(ip.Unmap().String(), port)); err == nil {
			return conn, nil
		}
	}
	return nil, err
}

// metadata are addresses under which clouds hand out secrets, besides the link-local ones.
var metadata = []netip.Addr{netip.MustParseAddr("fd00:ec2::254"), netip.MustParseAddr("100.100.100.200"), netip.MustParseAddr("168.63.129.16"), netip.MustParseAddr("192.0.0.192")}

// isForbiddenIP tells of addresses that are never those of a database.
func isForbiddenIP(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	for _, m := range metadata {
		if ip == m {
			return true
		}
	}
	return ip.IsLinkLocalUnicast() || ip.IsMulticast() || ip.IsUnspecified() || ip == netip.AddrFrom4([4]byte{255, 255, 255, 255})
}

// connectError says why a database can't be reached, in words of our own: what drivers
// and servers say may hold the address with its password.
func connectError(a Address, err error) error {
	where := a.HostPort()
	var dns *net.DNSError
	switch code := serverCode(err); {
	case code == "28P01" || code == "28000" || code == "1045" || code == "1698":
		return diagram.Errorf(diagram.Forbidden, "The database server at %s refuses this user or password.", where)
	case code == "3D000" || code == "1049":
		return diagram.Errorf(diagram.NotFound, "The database server at %s has no database %q.", where, diagram.CutName(a.Database))
	case code == "1044" || code == "42501":
		return diagram.Errorf(diagram.Forbidden, "The database server at %s does not let this user into the database.", where)
	case code == "53300" || code == "1040":
		return diagram.Errorf(diagram.Conflict, "The database server at %s has no connection left.", where)
	case code != "":
		return diagram.Errorf(diagram.Unreadable, "The database server at %s refuses the connection (error %s).", where, code)
	case errors.Is(err, errRefusedAddress):
		return diagram.Errorf(diagram.Forbidden, "Databases at %s are not connected to: it is an address of the network itself.", where)
	case errors.As(err, &dns):
		return diagram.Errorf(diagram.NotFound, "There is no host %q.", a.Host)
	case errors.Is(err, context.Canceled):
		return fmt.Errorf("connect: %w", context.Canceled)
	case isTimeout(err):
		return diagram.Errorf(diagram.NotFound, "The database server at %s does not answer.", where)
	case isTLS(err):
		return diagram.Errorf(diagram.Forbidden, "The database server at %s offers no encryption, or a certificate that is not trusted; see sslmode.", where)
	}
	return diagram.Errorf(diagram.NotFound, "No database server answers at %s.", where)
}

// readError says why reading failed.
func readError(a Address, err error) error {
	var e *diagram.Error
	if errors.As(err, &e) || isCancelled(err) {
		return err
	}
	if code := serverCode(err); code != "" {
		return diagram.Errorf(diagram.Unreadable, "The database at %s did not let its schema be read (error %s).", a.HostPort(), code)
	}
	if a.Engine == "sqlite" {
		return diagram.Errorf(diagram.Unreadable, "The schema of the SQLite database can't be read: the file is damaged or in use.")
	}
	return diagram.Errorf(diagram.Unreadable, "The connection to %s was lost while its schema was read.", a.HostPort())
}

// serverCode is the number of an error that a server answered, or empty.
func serverCode(err error) string {
	var pg *pgconn.PgError
	var my *mysql.MySQLError
	switch {
	case errors.As(err, &pg) && isCode(pg.Code):
		return pg.Code
	case errors.As(err, &my):
		return strconv.Itoa(int(my.Number))
	}
	return ""
}

// answerOf is what a server answered, without the driver's words around it, or empty.
func answerOf(err error) string {
	var pg *pgconn.PgError
	var my *mysql.MySQLError
	switch {
	case errors.As(err, &pg):
		return pg.Message
	case errors.As(err, &my):
		return my.Message
	}
	return ""
}

// isCode tells whether a code is one of SQL: five letters and digits.
func isCode(s string) bool {
	return len(s) == 5 && strings.Trim(s, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

func isTimeout(err error) bool {
	var t net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &t) && t.Timeout()
}

func isTLS(err error) bool {
	var verify *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	return errors.As(err, &verify) || errors.As(err, &record) || errors.Is(err, mysql.ErrNoTLS) || strings.Contains(err.Error(), "TLS")
}
