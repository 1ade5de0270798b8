package diagramtest

import (
	"strings"

	"pgregory.net/rapid"
)

// plainNames are names as people give them.
var plainNames = []string{"users", "orders", "order_items", "id", "user_id", "order_id", "parent_id", "name", "email",
	"created_at", "price", "quantity", "Customer", "OrderLine", "unit price", "first name", "status", "countries", "code"}

// hostileNames are names that mean something to drawings, markup, SQL or the grammar of
// rows, or that come from other writings.
var hostileNames = []string{
	`<b>bold</b>`, `a < b & c > d`, `&amp;`, `&#10;`, `&nbsp;x`, `]]>`, `<!-- x -->`, `%name%`, `</table>`, `<br>`,
	`"quoted"`, `say "hi"`, `""`, `"`, `'`, `O'Brien`, "`back`", `[brackets]`, `{a}`, `(a, b)`, `(id)`, `a, b`, `a+b`, `id,name`,
	`PK id`, `FK user_id`, `PK`, `FK`, `FK1`, `PK,FK`, `NN`, `U`, `KEY`, `#id`, `+id`, `-id`, `~id`, `*`, `* id`, `1`, `N`, `0..*`, `1:N`, `(1,N)`,
	`name: varchar(20)`, `a : b`, `a::b`, `int`, `date`, `varchar(255)`, `String title`, `order date`, `id int`, `id int NOT NULL`, `NOT NULL`,
	`unique`, `a UNIQUE`, `x DEFAULT 1`, `a -> b(c)`, `a | B(c)`, `a => b.c`, `a → b`, `UNIQUE (a)`, `PRIMARY KEY (id, code)`,
	`FOREIGN KEY (a) REFERENCES b(c)`, `a REFERENCES b(c)`, `f()`, `f(x)`, `total(x): int`, `x (PK)`, `x (pk, fk)`, `x (not null)`,
	`Row 1`, `Item 2`, `value 3`, `---`, `...`, `... more`, `___`, `«view»`, `<<enum>>`, `Table: x`, `entity:x`, `enum Color`, `Key`, `Type`,
	`yes`, `No`, `extends`, `is a`, `why?`, `d`, `o`, `shape=table;x=1`, `a;b=c`, `a\b`, `a/b`, `a.b`, `=SUM(A1)`, `__proto__`, `constructor`,
	`таблица заказов`, `表 格`, `テーブル`, `طاولة`, `שולחן`, `नाम`, `Straße`, `İstanbul`, "e\u0301", `😀`, `👩‍👧`, "می\u200cخواهم",
	"two\nlines", "tab\there", "  padded  ", "non\u00a0breaking", "wide\u3000space", "zero\u200bwidth", "bell\x07", "nul\x00l", "\ufeffmark", "last\ufffe",
	"line\u2028separator", "next\u0085line", "right\u202eleft", "half\ufffd",
}

// invisibleNames show nothing.
var invisibleNames = []string{"", " ", "\n", "\u200b", "\x01", "\ufeff"}

// plainTypes and hostileTypes are types of columns.
var (
	plainTypes = []string{"", "int", "bigint", "varchar(255)", "numeric(10, 2)", "date", "text", "boolean", "timestamp with time zone",
		"double precision", "int[]", "uuid", "enum('draft','paid')", "money", "xml"}
	hostileTypes = []string{"order_status", `"Mixed Case"`, "national character varying(20)", "enum('a b','it''s','x)y')", "interval year to month",
		"set('a','b')", "PK", "not null", "geometry(Point, 4326)", "varchar (20)", "character varying(10)[]", "int unsigned zerofill", "тип", "unique",
		"a, b", "x: y", "(int)", "`odd`", "enum('<b>','&')", "List<String>", "default 1", "a -> b(c)"}
)

// name draws a name.
func (g *generator) name(label string) string {
	if g.Hostile {
		switch rapid.IntRange(0, 9).Draw(g.t, label+" sort") {
		case 0, 1, 2, 3:
			return rapid.SampledFrom(hostileNames).Draw(g.t, label)
		case 4:
			if s := rapid.StringN(1, 12, -1).Draw(g.t, label); Shown(s) != "" {
				return s
			}
		case 5:
			return strings.Repeat(rapid.SampledFrom(hostileNames).Draw(g.t, label), 5)
		case 6:
			if g.Invisible {
				return rapid.SampledFrom(invisibleNames).Draw(g.t, label)
			}
		}
	}
	return rapid.SampledFrom(plainNames).Draw(g.t, label)
}

// maybe draws a name or nothing.
func (g *generator) maybe(label string) string {
	if !g.yes(label + "?") {
		return ""
	}
	return g.name(label)
}

// typ draws the type of a column.
func (g *generator) typ() string {
	if g.Hostile && rapid.IntRange(0, 3).Draw(g.t, "type sort") == 0 {
		return rapid.SampledFrom(hostileTypes).Draw(g.t, "type")
	}
	return rapid.SampledFrom(plainTypes).Draw(g.t, "type")
}

// prose draws a text of several lines, or nothing.
func (g *generator) prose(label string) string {
	text := g.maybe(label)
	if text != "" && g.yes(label+" goes on") {
		text += "\n\n" + g.name(label)
	}
	return text
}
