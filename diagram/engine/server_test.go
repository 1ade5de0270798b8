package engine_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/engine"
	"crowsfoot/diagram/engine/enginetest"

	"github.com/stretchr/testify/require"
)

func serverOf(t *testing.T, db *enginetest.DB) engine.Server {
	t.Helper()
	a, password, err := engine.ParseAddress(db.Address)
	require.NoError(t, err)
	s, err := engine.NewServer(a, password)
	require.NoError(t, err)
	return s
}

const shop = `CREATE TABLE customers (id integer PRIMARY KEY, name varchar(80) NOT NULL);
CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customers (id));`

func TestProveOnServers(t *testing.T) {
	d := ddl.Parse([]byte(shop), "postgres").Pages[0].Diagram
	pg, maria := enginetest.PostgreSQL(t), enginetest.MariaDB(t)
	before := [][]string{pg.Databases(t), maria.Databases(t)}
	servers := []engine.Server{serverOf(t, pg), serverOf(t, maria)}
	asked, err := ddl.Find("postgres")
	require.NoError(t, err)
	proofs, err := engine.Prove(context.Background(), d, asked, ddl.Options{}, servers)
	require.NoError(t, err)
	require.True(t, proofs.OK())
	require.Regexp(t, `^Executed on SQLite 3\.\d+ / PostgreSQL \d+\.\d+ / MariaDB \d+\.\d+: 2 tables, 1 foreign key$`, proofs.Summary())
	require.Regexp(t, "^-- PostgreSQL script\n-- Executed on SQLite .*\n\nCREATE", proofs.Stamp("-- PostgreSQL script\n\nCREATE"))
	mysql, err := ddl.Find("mysql")
	require.NoError(t, err)
	proofs, err = engine.Prove(context.Background(), d, mysql, ddl.Options{}, servers)
	require.NoError(t, err)
	require.Contains(t, proofs.Summary(), "1 foreign key; MySQL itself not run")
	require.Equal(t, before, [][]string{pg.Databases(t), maria.Databases(t)}, "what was made is dropped")
}

// TestProveDropsLeftovers finds databases of proofs that a killed program left: an old one
// goes, one that may be in use stays, as does what only looks like one.
func TestProveDropsLeftovers(t *testing.T) {
	d := ddl.Parse([]byte(shop), "postgres").Pages[0].Diagram
	postgres, err := ddl.Find("postgres")
	require.NoError(t, err)
	stamp := func(age time.Duration) string { return strconv.FormatInt(time.Now().Add(-age).Unix(), 36) }
	old, young, other := "crowsfoot_proof_"+stamp(time.Hour)+"_abcdefghijkl", "crowsfoot_proof_"+stamp(time.Minute)+"_abcdefghijkl", "crowsfoot_proof_of_mine"
	for _, db := range []*enginetest.DB{enginetest.PostgreSQL(t), enginetest.MariaDB(t)} {
		for _, name := range []string{old, young, other} {
			db.Create(t, name)
		}
		_, err = serverOf(t, db).Prove(context.Background(), d, postgres, ddl.Options{})
		require.NoError(t, err)
		left := db.Databases(t)
		require.NotContains(t, left, old)
		require.Contains(t, left, young)
		require.Contains(t, left, other)
	}
}

// TestProveLookups proves a script with rows in it.
func TestProveLookups(t *testing.T) {
	d := ddl.Parse([]byte("CREATE TYPE mood AS ENUM ('sad', 'it''s; ok'); CREATE TABLE a (id integer PRIMARY KEY, m mood)"), "postgres").Pages[0].Diagram
	postgres, err := ddl.Find("postgres")
	require.NoError(t, err)
	for _, opt := range []ddl.Options{{Lookups: true}, {Lookups: true, IfNotExists: true, Drop: true}, {TableOptions: "TABLESPACE pg_default"}} {
		proofs, err := engine.Prove(context.Background(), d, postgres, opt, []engine.Server{serverOf(t, enginetest.PostgreSQL(t)), serverOf(t, enginetest.MariaDB(t))})
		require.NoError(t, err)
		require.True(t, proofs.OK(), proofs.Summary())
	}
}

// TestProveTellsWhatAServerRefused proves a schema that needs an extension which the server
// does not have.
func TestProveTellsWhatAServerRefused(t *testing.T) {
	postgres, err := ddl.Find("postgres")
	require.NoError(t, err)
	pg := enginetest.PostgreSQL(t)
	before := pg.Databases(t)
	d := ddl.Parse([]byte("CREATE TABLE a (id integer PRIMARY KEY, v vector(3))"), "postgres").Pages[0].Diagram
	p, err := serverOf(t, pg).Prove(context.Background(), d, postgres, ddl.Options{})
	require.NoError(t, err)
	require.False(t, p.OK())
	require.Contains(t, p.Summary(), `extension "vector"`)
	require.Positive(t, p.Failure.Line)
	require.Equal(t, before, pg.Databases(t))
}

func TestProveGivesUp(t *testing.T) {
	postgres, err := ddl.Find("postgres")
	require.NoError(t, err)
	pg := enginetest.PostgreSQL(t)
	before := pg.Databases(t)
	d := diagram.New()
	for range 3000 {
		d.AddTable(&diagram.Table{Name: "t", Columns: []*diagram.Column{{Name: "id", Type: "int"}}})
	}
	d.Dialect = "postgres"
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil && len(pg.Databases(t)) == len(before) {
			time.Sleep(5 * time.Millisecond)
		}
		cancel()
	}()
	_, err = serverOf(t, pg).Prove(ctx, d, postgres, ddl.Options{})
	cancel()
	<-done
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, before, pg.Databases(t), "what was begun is dropped")
}
