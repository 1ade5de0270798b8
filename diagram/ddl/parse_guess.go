package ddl

import "strings"

// guessWindow is how much of a script is looked at to guess its dialect: this much of its
// beginning, and half of that of its end, where dumps alter what they made.
const guessWindow = 128 << 10

// sqlHints are pieces of text, in lower case, that speak for a dialect, with a weight.
var sqlHints = []struct {
	text, dialect string
	weight        int
}{
	{"-- mariadb dump", "mariadb", 60},
	{"mariadb", "mariadb", 3},
	{"-- mysql dump", "mysql", 50},
	{"mysql", "mysql", 3},
	{"engine=", "mysql", 12},
	{"engine =", "mysql", 12},
	{" auto_increment", "mysql", 12},
	{" unsigned", "mysql", 6},
	{"/*!4", "mysql", 12},
	{"\ndelimiter ", "mysql", 8},
	{"tinyint(", "mysql", 5},
	{"longtext", "mysql", 5},
	{"mediumtext", "mysql", 5},
	{"` ", "mysql", 4},
	{"table `", "mysql", 6},
	{" fulltext ", "mysql", 4},
	{" on update current_timestamp", "mysql", 8},
	{" modify column ", "mysql", 4},
	{" unique key ", "mysql", 4},
	{"charset=", "mysql", 8},
	{" mediumint", "mysql", 6},
	{" enum(", "mysql", 4},
	{" enum (", "mysql", 4},
	{"postgresql", "postgres", 5},
	{"\n\\c ", "postgres", 12},
	{"\n\\connect ", "postgres", 12},
	{" always as identity", "postgres", 6},
	{" by default as identity", "postgres", 6},
	{" always as identity", "oracle", 4},
	{" by default as identity", "oracle", 4},
	{"create index on ", "postgres", 8}, // only PostgreSQL names indexes by itself
	{"create unique index on ", "postgres", 8},
	{"create type ", "postgres", 5},
	{"double precision", "postgres", 3},
	{" interval '", "postgres", 3},
	{"plpgsql", "postgres", 12},
	{"alter table only ", "postgres", 20},
	{" owner to ", "postgres", 8},
	{"nextval(", "postgres", 10},
	{"serial", "postgres", 5},
	{"::", "postgres", 5},
	{"timestamptz", "postgres", 8},
	{"jsonb", "postgres", 8},
	{"bytea", "postgres", 6},
	{"character varying", "postgres", 6},
	{"create extension", "postgres", 12},
	{" as enum", "postgres", 10},
	{"create domain", "postgres", 6},
	{"uuid_generate", "postgres", 6},
	{"gen_random_uuid", "postgres", 6},
	{"public.", "postgres", 4},
	{" using btree", "postgres", 2},
	{" using gin", "postgres", 8},
	{"text[]", "postgres", 8},
	{"inherits", "postgres", 3},
	{"$$", "postgres", 4},
	{" autoincrement", "sqlite", 12},
	{"pragma ", "sqlite", 12},
	{"without rowid", "sqlite", 12},
	{"sqlite", "sqlite", 9},
	{"integer primary key", "sqlite", 3},
	{"\ngo\n", "sqlserver", 12},
	{"\ngo\r", "sqlserver", 12},
	{"[dbo]", "sqlserver", 12},
	{"dbo.", "sqlserver", 5},
	{" identity(", "sqlserver", 6},
	{" identity (", "sqlserver", 5},
	{"table [", "sqlserver", 3},
	{"varbinary(max)", "sqlserver", 8},
	{"varchar(max)", "sqlserver", 8},
	{"datetimeoffset", "sqlserver", 6},
	{" smallmoney", "sqlserver", 6},
	{"exec sp_", "sqlserver", 10},
	{"key clustered", "sqlserver", 8},
	{"\nuse [", "sqlserver", 8},
	{"nvarchar", "sqlserver", 5},
	{"uniqueidentifier", "sqlserver", 8},
	{"nonclustered", "sqlserver", 10},
	{"datetime2", "sqlserver", 8},
	{"getdate()", "sqlserver", 6},
	{"varchar2", "oracle", 12},
	{" number(", "oracle", 6},
	{"\n/\n", "oracle", 6},
	{"\n/\r", "oracle", 6},
	{"sysdate", "oracle", 5},
	{"systimestamp", "oracle", 5},
	{" binary_double", "oracle", 6},
	{" number primary key", "oracle", 6},
	{" number not null", "oracle", 6},
	{" number,", "oracle", 6},
	{" number\n", "oracle", 3},
	{" number generated", "oracle", 6},
	{" novalidate", "oracle", 4},
	{" pctfree", "oracle", 6},
	{"\nprompt ", "oracle", 6},
	{"set define off", "oracle", 8},
	{"set sqlblanklines", "oracle", 8},
	{" cascade constraints", "oracle", 8},
	{"from dual", "oracle", 5},
	{" byte)", "oracle", 4},
}

// guessDialect returns the dialect that most of the text's peculiarities speak for, or
// empty when there are none.
func guessDialect(src string) string {
	window := src
	if len(src) > guessWindow*3/2 {
		window = src[:guessWindow] + src[len(src)-guessWindow/2:]
	}
	text := strings.ToLower(window)
	score := map[string]int{}
	for _, h := range sqlHints {
		if strings.Contains(text, h.text) {
			score[h.dialect] += h.weight
		}
	}
	best, most := "", 3
	for _, d := range []string{"postgres", "mysql", "sqlite", "sqlserver", "oracle"} {
		if score[d] > most {
			best, most = d, score[d]
		}
	}
	// MariaDB's scripts look like MySQL's, and add their own marks.
	if best == "mysql" && score["mariadb"] > 0 || score["mariadb"] > most {
		return "mariadb"
	}
	return best
}
