package ddl_test

import (
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares a script with its file in testdata/ddl/write.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("..", "..", "testdata", "ddl", "write", name)
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}

// cases are the diagrams whose scripts are compared with golden files and executed.
var cases = map[string]func() *diagram.Diagram{
	"shop":           shop,
	"cycle":          cycle,
	"composite":      composite,
	"enums":          enums,
	"defaults":       defaults,
	"gaps":           gaps,
	"indexes":        indexes,
	"generated":      generated,
	"domains":        domains,
	"schemas":        schemas,
	"comments":       comments,
	"views":          views,
	"identity":       identity,
	"wide":           wide,
	"postgres-only":  postgresOnly,
	"mysql-only":     mysqlOnly,
	"sqlserver-only": sqlserverOnly,
	"oracle-only":    oracleOnly,
	"cascades":       cascades,
	"truth":          truth,
	"types":          types,
	"sqlite-only":    sqliteOnly,
}

func shop() *diagram.Diagram {
	s := newSketch("")
	s.Name = "Shop"
	s.table("users", "id int pk auto", "email varchar(255) nn unique", "name string", "created_at timestamptz nn = now()",
		"active boolean nn = true", "role enum('admin','guest') nn = guest")
	s.table("orders", "id bigint pk auto", "user_id int nn", "total decimal(10,2) nn = 0", "status text = 'new'", "tags text[] = '{}'",
		"data json", "uid uuid = gen_random_uuid()")
	s.table("lines", "order_id bigint pk", "line int pk", "product_code text", "note")
	s.table("products", "code text pk", "parent text", "price money")
	s.ref("orders.user_id", "users.id").OnDelete = diagram.ActionCascade
	s.ref("lines.order_id", "orders.id")
	s.ref("lines.product_code", "products.code")
	s.ref("products.parent", "products.code").OnDelete = diagram.ActionSetNull
	return s.Diagram
}

// cycle has tables that refer to each other in circles and to themselves.
func cycle() *diagram.Diagram {
	s := newSketch("")
	s.table("employees", "id int pk auto", "manager_id int", "department_id int nn")
	s.table("departments", "id int pk auto", "head_id int", "code varchar(10) unique")
	s.table("a", "id int pk", "b_id int")
	s.table("b", "id int pk", "c_id int")
	s.table("c", "id int pk", "a_id int")
	s.ref("employees.manager_id", "employees.id").OnDelete = diagram.ActionSetNull
	s.ref("employees.department_id", "departments.id").OnUpdate = diagram.ActionCascade
	s.ref("departments.head_id", "employees.id").Deferrable = true
	s.ref("a.b_id", "b.id")
	s.ref("b.c_id", "c.id")
	r := s.ref("c.a_id", "a.id")
	r.Name, r.InitiallyDeferred = "closing the circle", true
	return s.Diagram
}

// composite has keys of several columns, also referred to in another order.
func composite() *diagram.Diagram {
	s := newSketch("")
	s.table("flights", "carrier char(2) pk", "number int pk", "day date pk", "gate varchar(8)")
	s.table("seats", "flight_day date nn", "flight_number int nn", "flight_carrier char(2) nn", "seat varchar(4)")
	s.table("notes", "seat_carrier char(2)", "seat varchar(4)")
	seats, _ := s.columns("seats.seat")
	_, key := s.columns("seats.flight_carrier,seat")
	seats.Keys = append(seats.Keys, &diagram.Key{ID: "seats-key", Name: "one seat", Columns: key})
	s.ref("seats.flight_day,flight_number,flight_carrier", "flights.day,number,carrier")
	s.ref("notes.seat,seat_carrier", "seats.seat,flight_carrier")
	return s.Diagram
}

func enums() *diagram.Diagram {
	s := newSketch("")
	s.AddDomain(&diagram.Domain{ID: "mood", Name: "Mood", Values: []string{"sad", `it's "ok"`, `back\slash`, "sad", "größer; DROP TABLE x"}, Comment: "How it's going"})
	s.table("people", "id int pk", "mood Mood nn = sad", "moods Mood[]", "size enum('S','M','L','it''s') = L", "days set('mo','tu','we')", "wrong enum('a') = 'b'")
	s.table("sizes", "size enum('S','M','L','it''s') pk")
	s.ref("people.size", "sizes.size")
	return s.Diagram
}

func defaults() *diagram.Diagram {
	s := newSketch("")
	s.table("t", "id int pk", "a int = 0", "b int = -1", "c int = (42)", "d int = many", "e decimal(5,2) = 1.50", "f double = 1e3",
		"g boolean = 1", "h boolean = 'f'", "i boolean = maybe", "j varchar(20) = it", "k text = 'it''s; ok'", "l text = 'a' || 'b'",
		"m date = now()", "n date = '2024-02-29'", "o time = current_time", "p timestamp = CURRENT_TIMESTAMP", "q datetime = getdate()",
		"r timestamptz = '0000-00-00'", "s uuid = uuid()", "t uuid = 'nonsense'", "u json = '{}'", "v json = 'no json'", "w int[] = '{}'",
		"x int = 0; DROP TABLE t", "y int = 0, z int", "aa int = 0) --", "bb int = NULL", "cc varchar(10) = now()", "dd int = 0 PRIMARY KEY",
		"ee int = (SELECT 1)", "ff bigint = nextval('x_seq'::regclass)", "gg text = $$x", "hh text = 'open", `ii text = 'back\slash'`,
		"jj int = unknown_function(1)", "kk date nn = today", "ll varchar(9) = active")
	return s.Diagram
}

// gaps is a drawing in which much is missing or double.
func gaps() *diagram.Diagram {
	s := newSketch("")
	s.table("empty")
	s.table("", "", " ", "name")
	s.table("Orders", "ID int pk", "Id int", "USER", "user text")
	s.table("orders", "id pk", "orders_id")
	s.table("no key", "id", "code text")
	s.table("many", "no_key_id", "id")
	s.table("other", "a int")
	s.table("odd", "a  ; DROP TABLE x", "b int); DROP TABLE y; --", "c varchar(lots)", "d varchar(0)", "e decimal(900,400)", "f blorp", "g email", "h timestamp(99)")
	s.ref("orders.orders_id", "orders.id")
	s.ref("many.no_key_id", "no key.id")
	many, _ := s.columns("many.id")
	other, _ := s.columns("other.a")
	odd, _ := s.columns("odd.a")
	s.AddRelationship(&diagram.Relationship{ID: "n2m", Ends: diagram.Between(many.ID, diagram.Many, other.ID, diagram.ZeroMany)})
	s.AddRelationship(&diagram.Relationship{ID: "line", Ends: diagram.Between(many.ID, diagram.Many, other.ID, diagram.One)})
	s.AddRelationship(&diagram.Relationship{ID: "three", Ends: []diagram.End{{Table: many.ID}, {Table: other.ID}, {Table: odd.ID}}})
	s.AddRelationship(&diagram.Relationship{ID: "dangling", Ends: diagram.Between(many.ID, diagram.Many, "gone", diagram.One), Pairs: []diagram.Pair{{From: "x", To: "y"}}})
	other.Keys = append(other.Keys,
		&diagram.Key{ID: "gone-column", Columns: []diagram.ID{other.Columns[0].ID, "gone"}},
		&diagram.Key{ID: "first", Primary: true, Columns: []diagram.ID{other.Columns[0].ID}},
		&diagram.Key{ID: "again", Primary: true, Columns: []diagram.ID{other.Columns[0].ID}},
		&diagram.Key{ID: "none"})
	return s.Diagram
}

func indexes() *diagram.Diagram {
	s := newSketch("")
	t := s.table("posts", "id int pk auto", "title varchar(1000)", "body text", "author_id int nn", "created timestamp", "data json", "slug text", "Mixed text")
	id := func(i int) diagram.ID { return t.Columns[i].ID }
	add := func(x *diagram.Index) {
		x.ID = diagram.DerivedID("index", string(rune(len(t.Indexes))))
		t.Indexes = append(t.Indexes, x)
	}
	add(&diagram.Index{Name: "posts_by_author", Parts: []diagram.IndexPart{{Column: id(3)}, {Column: id(4), Descending: true, Nulls: "last"}}})
	add(&diagram.Index{Parts: []diagram.IndexPart{{Column: id(1)}}})
	add(&diagram.Index{Parts: []diagram.IndexPart{{Column: id(2)}}})
	add(&diagram.Index{Unique: true, Parts: []diagram.IndexPart{{Column: id(6)}}})
	add(&diagram.Index{Unique: true, Parts: []diagram.IndexPart{{Expression: "lower(Mixed)"}}})
	add(&diagram.Index{Name: "posts_by_author", Parts: []diagram.IndexPart{{Column: id(4)}}, Where: "author_id > 0 AND \"Mixed\" IS NOT NULL"})
	add(&diagram.Index{Unique: true, Parts: []diagram.IndexPart{{Column: id(4)}}, Where: "created IS NOT NULL"})
	add(&diagram.Index{Method: "fulltext", Parts: []diagram.IndexPart{{Column: id(1)}, {Column: id(2)}}})
	add(&diagram.Index{Method: "gin", Parts: []diagram.IndexPart{{Column: id(5)}}})
	add(&diagram.Index{Parts: []diagram.IndexPart{{Column: id(3)}}, Include: []diagram.ID{id(4)}})
	add(&diagram.Index{Parts: []diagram.IndexPart{{Expression: "1); DROP TABLE posts; --"}}})
	add(&diagram.Index{Name: "PRIMARY", Method: "hash", Parts: []diagram.IndexPart{{Column: id(3)}}})
	add(&diagram.Index{Name: "gone", Parts: []diagram.IndexPart{{Column: "gone"}}})
	return s.Diagram
}

func generated() *diagram.Diagram {
	s := newSketch("")
	t := s.table("lines", "id int pk auto", "quantity int nn", "Price decimal(10,2) nn", "total decimal(10,2)", "label varchar(30)", "bad int")
	t.Columns[3].Generated, t.Columns[3].Stored = "quantity * Price", true
	t.Columns[4].Generated = `upper("label" || 'x')`
	t.Columns[5].Generated = "id + 1"
	t.Columns[1].Check = "quantity > 0"
	t.Columns[2].Check = "must be positive"
	t.Checks = []*diagram.Check{
		{ID: "k1", Name: "price range", Expression: "Price BETWEEN 0 AND 9999 AND lines.quantity <> 13"},
		{ID: "k2", Expression: "id > 0"},
		{ID: "k3", Expression: "quantity > 0); DROP TABLE lines; --"},
		{ID: "k4", Expression: "label IN ('a', 'it''s', 'x;y') OR label IS NULL"},
		{ID: "k5", Expression: "CASE WHEN quantity > 1 THEN Price < 10 ELSE true END"},
		{ID: "k6", Expression: "quantity > (SELECT 1)"},
		{ID: "k7", Expression: "price /* hidden */ > 0"},
	}
	return s.Diagram
}

func domains() *diagram.Diagram {
	s := newSketch("")
	s.AddDomain(&diagram.Domain{ID: "email", Name: "email", Type: "varchar(200)", NotNull: true, Check: "VALUE LIKE '%@%'", Comment: "An address"})
	s.AddDomain(&diagram.Domain{ID: "year", Name: "year", Type: "integer", Default: "2000", Check: "VALUE >= 1901 AND VALUE <= 2155"})
	s.AddDomain(&diagram.Domain{ID: "text", Name: "text", Type: "varchar(5)"})
	s.AddDomain(&diagram.Domain{ID: "users", Name: "users", Type: "int"})
	s.table("users", "id int pk", "email email", "born year", "short text", "many email[]", "n users")
	return s.Diagram
}

func schemas() *diagram.Diagram {
	s := newSketch("postgres")
	s.AddSchema(&diagram.Schema{ID: "sales", Name: "Sales"})
	s.AddSchema(&diagram.Schema{ID: "public", Name: "public"})
	s.AddSchema(&diagram.Schema{ID: "empty", Name: "empty one"})
	s.table("orders", "id serial pk", "kind enum('a')").Schema = "sales"
	s.table("Orders", "id serial pk").Schema = "public"
	s.table("lines", "order_id int nn", "sales_order_id int nn")
	s.ref("lines.order_id", "Orders.id")
	s.ref("lines.sales_order_id", "orders.id")
	return s.Diagram
}

func comments() *diagram.Diagram {
	s := newSketch("")
	s.Name = "Line\nends; DROP TABLE a; --"
	t := s.table("a", "id int pk", "b int")
	t.Comment = "it's a\n*/ DROP TABLE a; --\r\nback\\slash"
	t.Columns[0].Comment = "first\nDROP TABLE a;"
	t.Columns[1].Comment = "last \u2028 one\x00"
	s.table("c", "a_id int", "d").Comment = strings.Repeat("long ", 1000)
	s.ref("c.a_id", "a.id").Name = "x\"; DROP TABLE a; --\n"
	return s.Diagram
}

func views() *diagram.Diagram {
	s := newSketch("")
	s.table("users", "id int pk", "name text")
	view := func(name, definition string) {
		t := s.table(name, "id int")
		t.Kind, t.Definition = diagram.KindView, definition
	}
	view("second", "SELECT id FROM first")
	view("first", "SELECT id, name -- the; name\nFROM users\nWHERE name <> ';' /* x */;")
	view("bad", "SELECT 1; DROP TABLE users")
	view("worse", "DELETE FROM users")
	view("unknown", "")
	view("users", "SELECT 1 AS one")
	return s.Diagram
}

func identity() *diagram.Diagram {
	s := newSketch("")
	s.table("a", "id int pk always")
	s.table("b", "id serial pk")
	s.table("c", "id bigserial pk", "other int auto")
	s.table("d", "name text pk", "n int auto")
	s.table("e", "x int pk", "y int pk auto")
	s.table("f", "id uuid pk auto")
	s.table("g", "id numeric pk auto", "a_id serial")
	s.table("a_id_seq", "id identity pk")
	s.table("h", "id int unsigned pk auto", "with_default int auto = 5")
	return s.Diagram
}

// wide has a row and keys that are longer than InnoDB allows.
func wide() *diagram.Diagram {
	s := newSketch("")
	columns := []string{"id int pk"}
	for i := range 90 {
		columns = append(columns, "c"+string(rune('a'+i/26))+string(rune('a'+i%26))+" varchar(255)")
	}
	s.table("wide", columns...)
	t := s.table("keys", "a varchar(700) pk", "b varchar(700) pk", "c varchar(2000) unique", "d varchar(5000)", "e varchar(20000)", "f text unique", "g blob unique", "h varbinary(9000) unique")
	t.Indexes = []*diagram.Index{{ID: "x", Name: "x", Parts: []diagram.IndexPart{{Column: t.Columns[3].ID}, {Column: t.Columns[4].ID}}}}
	s.table("child", "a varchar(700)", "b varchar(700)", "f text")
	s.ref("child.a,b", "keys.a,b")
	s.ref("child.f", "keys.f")
	return s.Diagram
}

func postgresOnly() *diagram.Diagram {
	s := newSketch("postgres")
	t := s.table("things", "id bigint pk always", "name citext nn unique", "span tstzrange", "ip inet = '127.0.0.1'::inet", "search tsvector",
		"made timestamp(3) with time zone = clock_timestamp()", "wait interval = '1 day'::interval", "kind character varying(10) nn = 'a'::character varying",
		"tags character varying(20)[] = ARRAY['x'::text]", "doc json", "at point", "amount money", "price numeric", "flags bit(3) = B'101'", "parent int")
	t.Checks = []*diagram.Check{
		{ID: "k1", Name: "kind_check", Expression: "((kind)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))"},
		{ID: "k2", Name: "name_check", Expression: "name ~* '^[a-z]+$'"},
		{ID: "k3", Expression: "(made AT TIME ZONE 'UTC')::date > DATE '2000-01-01'"},
	}
	t.Indexes = []*diagram.Index{
		{ID: "x1", Method: "gin", Parts: []diagram.IndexPart{{Column: t.Columns[4].ID}}},
		{ID: "x2", Method: "gin", Parts: []diagram.IndexPart{{Column: t.Columns[7].ID, Class: "gin_trgm_ops"}}},
		{ID: "x3", Parts: []diagram.IndexPart{{Column: t.Columns[7].ID, Class: "text_pattern_ops"}}},
		{ID: "x4", Parts: []diagram.IndexPart{{Column: t.Columns[9].ID}}},
		{ID: "x5", Method: "gist", Parts: []diagram.IndexPart{{Column: t.Columns[10].ID}}},
	}
	t.Columns[7].Collation = "C"
	s.ref("things.parent", "things.id")
	return s.Diagram
}

func mysqlOnly() *diagram.Diagram {
	s := newSketch("mysql")
	t := s.table("things", "id bigint(20) unsigned pk auto", "small tinyint(3) unsigned", "ok tinyint(1) nn = '1'", "mid mediumint", "body mediumtext",
		"raw varbinary(16)", "at point nn", "y year(4)", "made timestamp nn = CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP", "when_ datetime(6) = CURRENT_TIMESTAMP(6)",
		"days set('mo','tu') = 'mo,tu'", "flag bit(1) = b'1'", "price decimal(10,2) unsigned = '0.00'", "name varchar(100)", "j json")
	t.Columns[13].Collation = "utf8mb4_bin"
	t.Checks = []*diagram.Check{{ID: "k1", Expression: "`name` regexp '^[a-z]' AND \"x\" <> `name`"}, {ID: "k2", Expression: "price >= 0"}}
	t.Indexes = []*diagram.Index{
		{ID: "x1", Method: "fulltext", Name: "ft", Parts: []diagram.IndexPart{{Column: t.Columns[4].ID}}},
		{ID: "x2", Method: "spatial", Name: "sp", Parts: []diagram.IndexPart{{Column: t.Columns[6].ID}}},
		{ID: "x3", Name: "pre", Parts: []diagram.IndexPart{{Column: t.Columns[13].ID, Length: 10}}},
	}
	s.table("children", "thing_id bigint unsigned nn", "n int(11)")
	r := s.ref("children.thing_id", "things.id")
	r.OnDelete, r.OnUpdate = diagram.ActionSetNull, diagram.ActionSetDefault
	return s.Diagram
}

func sqliteOnly() *diagram.Diagram {
	s := newSketch("sqlite")
	t := s.table("sqlite_things", "id INTEGER pk auto", "name VARCHAR(20) = ('a' || 'b')", "made DATETIME = (datetime('now'))", "n NUMERIC = 1.5", "whatever POINT", "raw BLOB = x'00ff'", "flag BOOLEAN = 0")
	t.Checks = []*diagram.Check{{ID: "k1", Expression: `length("name") > 2 AND [name] GLOB 'a*'`}}
	t.Columns[1].Collation = "NOCASE"
	return s.Diagram
}

func sqlserverOnly() *diagram.Diagram {
	s := newSketch("sqlserver")
	t := s.table("things", "id bigint pk auto", "code char(8) unique", "name nvarchar(100) nn = N'it''s'", "body nvarchar(max)", "doc xml", "at geography",
		"made datetime2(3) nn = (sysutcdatetime())", "version rowversion", "flag bit nn = ((1))", "price money = 0", "guid uniqueidentifier = newsequentialid()",
		"total", "parent bigint")
	t.Columns[11].Generated, t.Columns[11].Stored = "[price] * 2", true
	t.Columns[2].Collation = "Latin1_General_BIN2"
	t.Checks = []*diagram.Check{{ID: "k1", Name: "name_check", Expression: "LEN([name]) > 2 AND [name] LIKE N'[a-z]%'"}}
	t.Indexes = []*diagram.Index{
		{ID: "x1", Name: "by_name", Parts: []diagram.IndexPart{{Column: t.Columns[2].ID, Descending: true}}, Include: []diagram.ID{t.Columns[6].ID}, Where: "[flag] = 1"},
		{ID: "x2", Name: "by_place", Method: "spatial", Parts: []diagram.IndexPart{{Column: t.Columns[5].ID}}},
		{ID: "x3", Name: "by_columns", Method: "columnstore", Parts: []diagram.IndexPart{{Column: t.Columns[6].ID}, {Column: t.Columns[9].ID}}},
		{ID: "x4", Name: "by_words", Method: "fulltext", Parts: []diagram.IndexPart{{Column: t.Columns[3].ID}}},
		{ID: "x5", Name: "by_code", Method: "nonclustered", Unique: true, Parts: []diagram.IndexPart{{Column: t.Columns[1].ID}, {Column: t.Columns[2].ID}}},
	}
	s.ref("things.parent", "things.id")
	v := s.table("named", "id int")
	v.Kind, v.Definition, v.Comment = diagram.KindView, "SELECT [id], [name]\nFROM [things]\nWHERE [name] <> N'a\nGO\nb'", "Things\nGO\nwith names"
	return s.Diagram
}

func oracleOnly() *diagram.Diagram {
	s := newSketch("oracle")
	t := s.table("things", "id number(19) pk always", "code char(8) unique", "name varchar2(100 byte) nn = 'it''s'", "body clob = empty_clob()", "doc xmltype",
		"at sdo_geometry", "made timestamp(3) with time zone nn = systimestamp", "day date = SYSDATE", "flag number(1) = 1", "price number(10,2) = 0",
		"guid raw(16) = sys_guid()", "total number(12,2)", "parent number(19)", "any number(*,0)", "wait interval year to month")
	t.Columns[11].Generated = "price * 2"
	t.Checks = []*diagram.Check{{ID: "k1", Name: "name_check", Expression: "LENGTH(name) > 2 AND REGEXP_LIKE(name, '^[a-z]+$')"}, {ID: "k2", Expression: "flag IN (0, 1)"}}
	t.Indexes = []*diagram.Index{
		{ID: "x1", Name: "by_name", Parts: []diagram.IndexPart{{Expression: "UPPER(name)"}}},
		{ID: "x2", Name: "by_flag", Method: "bitmap", Parts: []diagram.IndexPart{{Column: t.Columns[8].ID}}},
		{ID: "x3", Name: "by_day", Method: "reverse", Parts: []diagram.IndexPart{{Column: t.Columns[7].ID}}},
		{ID: "x4", Name: "by_code", Parts: []diagram.IndexPart{{Column: t.Columns[1].ID}}},
	}
	s.ref("things.parent", "things.id").OnDelete = diagram.ActionNoAction
	return s.Diagram
}

// cascades reach tables by several ways, which SQL Server refuses.
func cascades() *diagram.Diagram {
	s := newSketch("")
	s.table("owners", "id int pk")
	s.table("shops", "id int pk", "owner_id int nn")
	s.table("people", "id int pk", "owner_id int nn", "shop_id int", "boss_id int")
	s.table("visits", "shop_id int nn", "person_id int nn = 1", "kind_id int")
	s.table("kinds", "id smallint pk")
	s.ref("shops.owner_id", "owners.id").OnDelete = diagram.ActionCascade
	s.ref("people.owner_id", "owners.id").OnDelete = diagram.ActionCascade
	s.ref("people.shop_id", "shops.id").OnDelete = diagram.ActionSetNull
	s.ref("people.boss_id", "people.id").OnDelete = diagram.ActionSetNull
	r := s.ref("visits.shop_id", "shops.id")
	r.OnDelete, r.OnUpdate = diagram.ActionCascade, diagram.ActionCascade
	s.ref("visits.person_id", "people.id").OnDelete = diagram.ActionSetDefault
	r = s.ref("visits.kind_id", "kinds.id")
	r.OnDelete, r.OnUpdate = diagram.ActionRestrict, diagram.ActionNoAction
	return s.Diagram
}

// truth has expressions over truth values, which some databases do not have, and others
// that mean something else there.
func truth() *diagram.Diagram {
	s := newSketch("")
	t := s.table("t", "id int pk", "open boolean nn = true", "paid boolean", "name text nn", "note varchar(20)", "n int", "day date", "full_name text", "twice int", "late boolean")
	t.Columns[7].Generated, t.Columns[7].Stored = "name || ' ' || name", true
	t.Columns[8].Generated = "n * 2"
	t.Columns[9].Generated = "n > 2"
	for i, text := range []string{
		"open", "NOT open", "open = true", "open OR paid", "(open AND NOT paid) OR (n > 2)", "paid IS NULL OR (n + 1) * 2 < 5", "CASE WHEN open THEN 1 ELSE 0 END = 1",
		"CASE WHEN open THEN n > 1 ELSE true END", "length(name) BETWEEN 1 AND char_length(note)", "name <> ''", "n % 2 = 0", "day > '2000-01-01'", "true",
		"name || note <> 'ab'", "t.open = false", "n", "coalesce(paid, false)", "(n)", "upper(name) IN ('A', 'B') AND NOT (n = 1 OR n = 2)", "open IS TRUE", "-n < 3",
	} {
		t.Checks = append(t.Checks, &diagram.Check{ID: diagram.ID("k" + strconv.Itoa(i)), Expression: text})
	}
	t.Indexes = []*diagram.Index{
		{ID: "x1", Parts: []diagram.IndexPart{{Column: t.Columns[5].ID}}, Where: "open"},
		{ID: "x2", Parts: []diagram.IndexPart{{Column: t.Columns[4].ID}}, Where: "n > 1 OR paid"},
		{ID: "x3", Unique: true, Parts: []diagram.IndexPart{{Column: t.Columns[4].ID}, {Column: t.Columns[5].ID}}, Where: "open AND n IN (1, 2)"},
		{ID: "x4", Unique: true, Parts: []diagram.IndexPart{{Column: t.Columns[5].ID}}, Where: "length(name) > 2"},
	}
	t.Keys = append(t.Keys, &diagram.Key{ID: "u1", Columns: []diagram.ID{t.Columns[4].ID}}, &diagram.Key{ID: "u2", Columns: []diagram.ID{t.Columns[3].ID, t.Columns[5].ID}})
	s.table("child", "note varchar(20)")
	s.ref("child.note", "t.note")
	return s.Diagram
}

// types has a column of each kind of type, without and with a default.
func types() *diagram.Diagram {
	s := newSketch("")
	s.table("plain", "id int pk", "a tinyint", "b smallint unsigned", "c int unsigned", "d bigint unsigned", "e decimal", "f decimal(12)", "g numeric(60,30)", "h money", "i float",
		"j double precision", "k char", "l char(3000)", "m varchar(9000)", "n string", "o text", "p binary(16)", "q varbinary(3000)", "r blob", "s time(3)", "t timetz", "u timestamp(0)",
		"v timestamptz(9)", "w interval", "x uuid", "y json", "z xml", "aa bit", "bb bit(9)", "cc enum('a','größer','')", "dd set('a','b')", "ee inet", "ff cidr", "gg macaddr", "hh geography",
		"ii int[]", "jj year", "kk blorp")
	s.table("filled", "id bigint pk auto", "a tinyint = 5", "b date = '2024-02-29'", "c timestamp = '2024-02-29 10:20:30'", "d timestamptz = '2024-02-29'", "e time = '10:20:30'",
		"f uuid = '00000000-0000-4000-8000-000000000001'", "g text = uuid()", "h text = ''", "i blob = 'x'", "j enum('a','b') = 'b'", "k set('a','b') = 'a,b'", "l bit(3) = '101'",
		"m json = '{\"a\": 1}'", "n text = 12", "o boolean = 0", "p int = 1 + 1", "q text = true", "r timestamptz = now()", "s time = now()", "t date = current_date")
	return s.Diagram
}

func TestScripts(t *testing.T) {
	for name, build := range cases {
		for _, to := range ddl.All() {
			dialect := to.Name
			t.Run(name+"/"+dialect, func(t *testing.T) {
				script := ddl.Write(build(), to, ddl.Options{})
				golden(t, name+"."+dialect+".sql", script.SQL)
				require.Equal(t, script, ddl.Write(build(), to, ddl.Options{}), "twice the same")
			})
		}
	}
}

func TestEngineLoadsScripts(t *testing.T) {
	for name, build := range cases {
		for _, dialect := range dialectNames {
			t.Run(name+"/"+dialect, func(t *testing.T) { loads(t, build(), dialect, ddl.Options{Quote: ddl.QuoteAll}) })
		}
	}
}

// TestEngineRunsTwice executes scripts again on what they made.
func TestEngineRunsTwice(t *testing.T) {
	for _, name := range []string{"shop", "cycle", "domains", "schemas", "views", "comments"} {
		for _, dialect := range dialectNames {
			for kind, opt := range map[string]ddl.Options{"if-not-exists": {IfNotExists: true}, "drop": {Drop: true}} {
				if dialect == "mysql" && kind == "if-not-exists" {
					continue // MySQL can't add a foreign key only where it is missing; see below
				}
				t.Run(name+"/"+dialect+"/"+kind, func(t *testing.T) {
					d := cases[name]()
					db, query := freshFor(t, dialect)
					to, err := ddl.Find(dialect)
					require.NoError(t, err)
					script := ddl.Write(d, to, opt)
					runs(t, db, script)
					runs(t, db, script)
					require.Equal(t, expected(d, script), readCatalog(t, db, query))
				})
			}
		}
	}
	mysql, err := ddl.Find("mysql")
	require.NoError(t, err)
	require.Contains(t, ddl.Write(shop(), mysql, ddl.Options{IfNotExists: true}).SQL, "-- note: MySQL can't add a foreign key only where it is missing")
	require.NotContains(t, ddl.Write(shop(), mysql, ddl.Options{}).SQL, "only where it is missing")
}

func TestWriteOfOneModule(t *testing.T) {
	s := newSketch("")
	s.AddModule(&diagram.Module{ID: "sales", Name: "Sales"})
	s.AddModule(&diagram.Module{ID: "stock", Name: "Stock"})
	s.AddDomain(&diagram.Domain{ID: "code", Name: "code", Type: "varchar(5)"})
	s.AddDomain(&diagram.Domain{ID: "other", Name: "other", Type: "int"})
	s.table("orders", "id int pk", "product_id int", "code code").Module = "sales"
	s.table("lines", "order_id int").Module = "sales"
	s.table("products", "id int pk", "other other").Module = "stock"
	s.ref("lines.order_id", "orders.id")
	s.ref("orders.product_id", "products.id")
	postgres, err := ddl.Find("postgres")
	require.NoError(t, err)
	script := ddl.Write(s.Diagram, postgres, ddl.Options{Module: "sales"})
	golden(t, "module.postgres.sql", script.SQL)
	require.Len(t, script.Notes, 1)
	require.Equal(t, "foreign-key-left-out", script.Notes[0].Code)

	none := ddl.Write(s.Diagram, postgres, ddl.Options{Module: "gone"})
	require.Empty(t, none.Statements)
	require.Equal(t, "no-module", none.Notes[0].Code)
}

func TestFind(t *testing.T) {
	for name, want := range map[string]string{"postgres": "PostgreSQL", "PostgreSQL": "PostgreSQL", "pg": "PostgreSQL", "mysql": "MySQL", "mariadb": "MariaDB", " sqlite ": "SQLite", "sqlite3": "SQLite",
		"sqlserver": "SQL Server", "mssql": "SQL Server", "oracle": "Oracle"} {
		d, err := ddl.Find(name)
		require.NoError(t, err)
		require.Equal(t, want, d.Title)
	}
	for _, name := range []string{"", "db2"} {
		_, err := ddl.Find(name)
		var e *diagram.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, diagram.Invalid, e.Code)
	}
	var names []string
	for _, d := range ddl.All() {
		names = append(names, d.Name)
	}
	require.Equal(t, []string{"mariadb", "mysql", "oracle", "postgres", "sqlite", "sqlserver"}, names)
}

// TestStatementsAreTheScript holds the two forms of a script together.
func TestStatementsAreTheScript(t *testing.T) {
	for name, build := range cases {
		for _, dialect := range ddl.All() {
			script := ddl.Write(build(), dialect, ddl.Options{})
			rest := script.SQL
			for _, s := range script.Statements {
				i := strings.Index(rest, s.Text+";\n")
				require.GreaterOrEqual(t, i, 0, "%s %s: %s", name, dialect.Name, s.Text)
				for line := range strings.SplitSeq(strings.TrimSpace(rest[:i]), "\n") {
					require.True(t, line == "" || line == "GO" || strings.HasPrefix(line, "--"), line)
				}
				rest = rest[i+len(s.Text)+2:]
			}
			notes := strings.Count(script.SQL, "-- note: ")
			require.LessOrEqual(t, notes, len(script.Notes))
			require.Equal(t, notes > 0, len(script.Notes) > 0)
			for _, n := range script.Notes {
				require.NotEmpty(t, n.Code)
				require.NotContains(t, n.Message, "\n")
			}
		}
	}
}

func TestWriteOfAnEmptyDiagram(t *testing.T) {
	for _, d := range ddl.All() {
		script := ddl.Write(diagram.New(), d, ddl.Options{Drop: true, IfNotExists: true})
		require.Empty(t, script.Statements)
		require.Empty(t, script.Notes)
		require.Equal(t, "-- "+d.Title+" script\n", script.SQL)
	}
}

// FuzzWrite puts wild texts wherever a model holds text.
func FuzzWrite(f *testing.F) {
	f.Add("x\"; DROP TABLE y; --", "enum('a','it''s')", "'a'::text", "a > 0", "SELECT 1; DROP TABLE y")
	f.Add("ü", "varchar(", "(", "a = ANY (ARRAY['x'])", "with x as (select 1) select * from x -- ;")
	f.Add("a", "int[]", "nextval('a')", "case when a then 1 end", "$$;$$")
	f.Fuzz(func(t *testing.T, name, typ, value, condition, query string) {
		for _, source := range []string{"", "postgres", "mysql", "sqlite", "oracle"} {
			d := diagram.New()
			d.Dialect = source
			table := d.AddTable(&diagram.Table{ID: "t", Name: name, Comment: query, Columns: []*diagram.Column{
				{ID: "a", Name: "a", Type: typ, Default: value, Check: condition, Comment: name}, {ID: "b", Name: name, Type: typ, Generated: condition}}})
			table.Indexes = []*diagram.Index{{ID: "x", Name: name, Where: condition, Parts: []diagram.IndexPart{{Expression: value}}}}
			d.AddTable(&diagram.Table{ID: "v", Name: name, Kind: diagram.KindView, Definition: query})
			for _, to := range ddl.All() {
				script := ddl.Write(d, to, ddl.Options{})
				require.NotEmpty(t, script.SQL)
				require.NotContains(t, script.SQL, "\x00")
			}
		}
	})
}
