package engine_test

import (
	"context"
	"database/sql"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/engine"

	"github.com/stretchr/testify/require"
)

// secret is a password that must show nowhere.
const secret = "s3cr3t-pa55"

func TestParseAddress(t *testing.T) {
	for text, want := range map[string]string{
		"postgres://ann@db.example/shop":                       "postgres://ann@db.example:5432/shop",
		"postgresql://ann:" + secret + "@db.example:6000/shop": "postgres://ann@db.example:6000/shop",
		"mysql://ann@[::1]/shop?sslmode=require":               "mysql://ann@[::1]:3306/shop",
		"MariaDB://db/shop?schema=a,%20b":                      "mariadb://db:3306/shop",
		"postgres:///shop?host=/run/postgresql":                "postgres:///shop?host=%2Frun%2Fpostgresql",
		"mysql://root@/shop?socket=/run/s":                     "mysql://root@/shop?host=%2Frun%2Fs",
		"sqlite:/tmp/a b.db":                                   "sqlite:/tmp/a b.db",
		"sqlite://shop.db":                                     "sqlite:shop.db",
		"postgres://a%40b:" + secret + "%2F@host/sh%2Fop":      "postgres://a%40b@host:5432/sh/op",
	} {
		t.Run(text, func(t *testing.T) {
			a, password, err := engine.ParseAddress(text)
			require.NoError(t, err)
			require.True(t, engine.IsAddress(text))
			require.Equal(t, want, a.String())
			require.NotContains(t, fmt.Sprintf("%v %+v %#v", a, a, a), secret)
			if password != "" {
				require.Contains(t, password, secret)
			}
		})
	}
	a, _, err := engine.ParseAddress("mariadb://db/shop?schema=a,%20b")
	require.NoError(t, err)
	require.Equal(t, []string{"a", "b"}, a.Schemas)
}

func TestParseAddressRefuses(t *testing.T) {
	for _, text := range []string{
		"shop.sql", "http://" + secret, "postgres://ann:" + secret + "@host:port/shop", "postgres://ann:" + secret + "@host:99999/shop", "sqlite:",
		"postgres://ann:" + secret + "/shop", "postgres://h/d?password=" + secret, "postgres://h/d?host=evil", "mysql://h/d?allowAllFiles=" + secret, "postgres://a,b/d",
		"postgres://ann:%zz" + secret + "@h/d", "mysql://h/d?sslmode=" + secret, "postgres://h/d\x00", "postgres://h/d#" + secret,
	} {
		t.Run(text, func(t *testing.T) {
			_, _, err := engine.ParseAddress(text)
			requireCode(t, err, diagram.Invalid, "")
			require.NotContains(t, err.Error(), secret)
		})
	}
	require.False(t, engine.IsAddress("C:\\shop.sql"))
	require.False(t, engine.IsAddress("postgres.sql"))
	require.True(t, engine.IsAddress("sqlite:x"))
}

// TestOpenKeepsThePassword asks many ways for an error, and looks for the password in it.
func TestOpenKeepsThePassword(t *testing.T) {
	// A server that closes at once, and one that talks nonsense which holds the password.
	closing, talking := listener(t, ""), listener(t, "E\x00\x00\x00\x20SFATAL\x00C28P01\x00M"+secret+"\x00\x00 "+secret)
	t.Setenv("PGPASSWORD", "other")
	t.Setenv("PGHOST", "other")
	for _, text := range []string{
		"postgres://ann@" + closing + "/shop", "mysql://ann@" + closing + "/shop", "postgres://ann@" + talking + "/shop", "mysql://ann@" + talking + "/shop",
		"postgres://ann@" + closing + "/shop?sslmode=verify-full", "mysql://ann@" + closing + "/shop?sslmode=verify-full",
		"postgres://ann@no-such-host.invalid/shop", "mysql://ann@no-such-host.invalid/shop", "postgres://ann@127.0.0.1:1/shop", "mysql://ann@127.0.0.1:1/shop",
		"postgres:///shop?host=/no/such", "mysql:///shop?socket=/no/such", "sqlite:/no/such",
	} {
		t.Run(text, func(t *testing.T) {
			a, _, err := engine.ParseAddress(text)
			require.NoError(t, err)
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			_, err = engine.Inspect(ctx, a, secret, engine.InspectOptions{})
			var e *diagram.Error
			require.ErrorAs(t, err, &e)
			require.NotContains(t, err.Error(), secret)
			server, err := engine.NewServer(a, secret)
			if a.Engine == "sqlite" {
				require.Error(t, err)
				return
			}
			require.NoError(t, err)
			require.NotContains(t, fmt.Sprintf("%s %#v", server, server), secret)
		})
	}
}

// listener answers every connection with a text, and closes it.
func listener(t *testing.T, text string) string {
	t.Helper()
	var config net.ListenConfig
	l, err := config.Listen(context.Background(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = c.Write([]byte(text))
			c.Close()
		}
	}()
	return l.Addr().String()
}

func TestOpenRefusesAddressesOfTheNetwork(t *testing.T) {
	for _, host := range []string{"169.254.169.254", "[fe80::1]", "[fd00:ec2::254]", "[::ffff:169.254.169.254]", "224.0.0.1", "0.0.0.0", "100.100.100.200"} {
		for _, scheme := range []string{"postgres", "mysql"} {
			a, _, err := engine.ParseAddress(scheme + "://" + host + "/shop")
			require.NoError(t, err)
			_, err = engine.Open(context.Background(), a, "")
			requireCode(t, err, diagram.Forbidden, "not connected to")
		}
	}
}

func TestOpenSQLiteOnlyReads(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a b%20?#.db")
	w, err := sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Dir(file))+"/a b%2520%3F%23.db")
	require.NoError(t, err)
	_, err = w.Exec("PRAGMA journal_mode = WAL; CREATE TABLE t (id INTEGER PRIMARY KEY)")
	require.NoError(t, err)
	require.FileExists(t, file)
	read := func() {
		t.Helper()
		src, err := engine.Inspect(context.Background(), engine.Address{Engine: "sqlite", Path: file}, "", engine.InspectOptions{})
		require.NoError(t, err)
		require.Len(t, src.Pages[0].Diagram.Tables, 1)
		require.Equal(t, "a b%20?#", src.Pages[0].Diagram.Name)
	}
	read() // while another writes
	require.NoError(t, w.Close())
	require.NoError(t, os.Chmod(filepath.Dir(file), 0o500))
	t.Cleanup(func() { _ = os.Chmod(filepath.Dir(file), 0o700) })
	read()

	db, err := engine.Open(context.Background(), engine.Address{Engine: "sqlite", Path: file}, "")
	require.NoError(t, err)
	defer db.Close()
	_, err = db.Exec("CREATE TABLE more (id)")
	require.Error(t, err)

	for name, content := range map[string]string{"text": "CREATE TABLE t (id int);", "short": "SQLite format 3", "broken": "SQLite format 3\x00 and nothing of the kind"} {
		other := filepath.Join(t.TempDir(), name)
		require.NoError(t, os.WriteFile(other, []byte(content), 0o600))
		_, err := engine.Open(context.Background(), engine.Address{Engine: "sqlite", Path: other}, "")
		requireCode(t, err, diagram.Unreadable, "SQLite database")
	}
	for _, other := range []string{t.TempDir(), os.DevNull} {
		_, err := engine.Open(context.Background(), engine.Address{Engine: "sqlite", Path: other}, "")
		requireCode(t, err, diagram.Unreadable, "not a file")
	}
}

// FuzzParseAddress holds that what is shown of an address is that address, without the
// password.
func FuzzParseAddress(f *testing.F) {
	for _, text := range []string{"postgres://ann:x@db:1/shop?schema=a,b", "mysql:///d?socket=/s", "sqlite:////x", "mariadb://[::1%25e]/d", "postgres://%2F@h//d", "mAriAdb://Q:\xb5\xb5\xb5:", "mariadb://[::1%25e\xd5\xd5]"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, _, err := engine.ParseAddress(text)
		if err != nil {
			return
		}
		b, password, err := engine.ParseAddress(a.String())
		require.NoError(t, err)
		require.Empty(t, password)
		a.Schemas, a.TLS, b.TLS = nil, "", ""
		require.Equal(t, a, b)
		require.NotEmpty(t, a.HostPort()+a.Path)
	})
}
