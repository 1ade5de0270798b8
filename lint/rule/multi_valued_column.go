package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "N102", Name: "multi-valued-column", Severity: lint.Warning, Since: "0.1",
	What: "A column holds a list of values in one cell.",
	Why: "The database cannot check, index or join single values of a list in a text; renaming or removing one means " +
		"rewriting strings (first normal form).",
	How: "Move the values to a child table with one row each, or to a table of their own with a junction when they are " +
		"shared (tags). Arrays that are always read and written whole may stay.",
	Bad: `CREATE TABLE articles (id int PRIMARY KEY, title text NOT NULL, tags text);`,
	Good: `CREATE TABLE articles (id int PRIMARY KEY, title text NOT NULL);
CREATE TABLE article_tags (
  article_id int NOT NULL REFERENCES articles (id),
  tag text NOT NULL,
  PRIMARY KEY (article_id, tag)
);`,
	Table: multiValued, Reach: lint.Named,
})

// listNouns are plural nouns that name lists when they end the name of a text column.
var listNouns = strings.Fields(`tags keywords emails recipients languages aliases synonyms permissions scopes categories
	genres members labels skills hobbies interests colors colours sizes features ingredients allergies phones
	telephones nicknames attachments authors editors contributors participants attendees guests topics subjects
	amenities facilities symptoms diagnoses medications drugs countries cities regions states roles groups
	privileges capabilities urls links websites domains ips addresses hosts ports files images photos pictures
	videos documents certificates certifications qualifications degrees sports teams players actors directors
	cast_members keywords hashtags mentions followers friends children siblings products items services brands
	platforms devices browsers formats extensions currencies holidays weekdays etiquetas palabras_clave correos
	idiomas telefonos categorias mots_cles langues schlagworte sprachen transports alert_types types
	affiliations specialties specialities accessories abilities events tokens names usernames identifiers
	grants origins redirects uris audiences methods headers cookies`)

// flagStarts begin names of settings and counts about lists.
var flagStarts = strings.Fields(`is has show use max min num number count total enable enabled allow allowed receive send
	can should display hide no auto sort limit default notify require`)

// opaque are words of machine payloads and snapshots that nobody searches by element.
var opaque = strings.Fields(`backtrace stacktrace trace payload args arguments params parameters options settings config
	configuration properties metadata cache cached snapshot state details raw log logs errors error html
	body content json blob preferences permissions_cache serialized extra context vars variables env matrix vector
	embedding bytes coordinates coords bbox geometry polygon points position seq history changes diff`)

// machineTables are words of tables that machines fill: queues, logs, caches.
var machineTables = strings.Fields(`job jobs queue task_queue log logs cache caches audit execution executions migration
	migrations session sessions archive event_log worker snapshot snapshots`)

func multiValued(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		if why, sure := listEvidence(p, t, c); why != nil {
			reportList(p, t, c, why, sure)
		}
	}
}

// listEvidence says why a column holds a list, or nothing when it doesn't seem to. sure
// is true when type and name agree.
func listEvidence(p *lint.Pass, t *diagram.Table, c *diagram.Column) (why []string, sure bool) {
	words := p.Names.ColumnName(c.ID).Words
	typ := p.Type(c.Type)
	if len(words) == 0 || len(p.ForeignKeysFrom(c.ID)) > 0 || c.Generated != "" || isIDList(p, words, typ) {
		return nil, false
	}
	last := words[len(words)-1]
	if slices.Contains(flagStarts, words[0]) && last != "list" || isOpaque(p, t, words) {
		return nil, false
	}
	// An array of numbers is mostly a measurement or a vector.
	isArray := typ.Array > 0 || typ.Name == "set"
	isText := typ.Family() == diagram.FamilyText || typ.Family() == diagram.FamilyUnknown && c.Type == ""
	isJSON := typ.Family() == diagram.FamilyJSON
	noun := slices.Contains(listNouns, last)
	plural := naming.Singular(last) != last
	switch {
	case last == "ids" && canHoldList(typ) && c.Type != "":
		return []string{fmt.Sprintf("The name ends in %q, and the type %s can hold several values", last, c.Type)}, true
	case isArray && (noun || plural || typ.Name == "set"):
		return []string{fmt.Sprintf("The type %s holds several values", c.Type), pluralNote(last, noun || plural)}, true
	case isArray && typ.Family() == diagram.FamilyText:
		return []string{fmt.Sprintf("The type %s holds several values", c.Type)}, false
	case isText && noun:
		return []string{fmt.Sprintf("The name ends in the plural %q, and the type is text", last)}, true
	case isText && (last == "list" || last == "csv") && len(words) > 1 && !isListEntity(p, words):
		return []string{fmt.Sprintf("The name ends in %q, and the type is text", last)}, true
	case isJSON && noun:
		return []string{fmt.Sprintf("The name ends in the plural %q, and the type is %s", last, c.Type)}, false
	case isText && saysList(c):
		return []string{fmt.Sprintf("The comment says: %s", strings.TrimSpace(c.Comment))}, true
	}
	return nil, false
}

func pluralNote(last string, plural bool) string {
	if plural {
		return fmt.Sprintf("The name ends in the plural %q", last)
	}
	return fmt.Sprintf("The name is %q", last)
}

func isOpaque(p *lint.Pass, t *diagram.Table, words []string) bool {
	for _, w := range words {
		if slices.Contains(opaque, w) {
			return true
		}
	}
	for _, w := range p.Names.Words(t.Name) {
		if slices.Contains(machineTables, w) {
			return true
		}
	}
	return false
}

// isListEntity tells whether the last words name a table (picklist, price_list).
func isListEntity(p *lint.Pass, words []string) bool {
	for i := range words {
		if len(p.Names.TablesNamed(words[i:])) > 0 {
			return true
		}
	}
	return false
}

// saysList tells whether the comment speaks of a list in one text.
func saysList(c *diagram.Column) bool {
	s := strings.ToLower(c.Comment)
	for _, sign := range []string{"comma separated", "comma-separated", "csv", "separated by comma", "semicolon separated", "pipe separated", "space separated"} {
		if strings.Contains(s, sign) {
			return true
		}
	}
	return false
}

func reportList(p *lint.Pass, t *diagram.Table, c *diagram.Column, why []string, sure bool) {
	words := p.Names.ColumnName(c.ID).Words
	if n := len(words); n > 1 && (words[n-1] == "list" || words[n-1] == "csv") {
		words = words[:n-1]
	}
	name := partName(p, t, words)
	f := lint.Finding{
		Objects:  p.ColumnObjects(t, c),
		Message:  fmt.Sprintf("%s seems to hold several values in one cell.", path(p.TableName(t), []string{c.Name})),
		Evidence: why,
		Tier:     lint.Likely, Confidence: .9,
		Fixes: []lint.Fix{{
			Title: "Move to a child table " + freeName(name, p.HasTable),
			Safe:  false,
			Ops: func() []op.Op {
				value := *c
				value.ID = diagram.DerivedID("fix", "child value", string(c.ID))
				value.Name, value.NotNull, value.Default = singleName(p, words), true, ""
				value.Type = elementType(p, c.Type)
				return childTable(p, t, name, false, []*diagram.Column{&value}, []*diagram.Column{c})
			},
		}},
	}
	if !sure {
		f.Severity, f.Confidence = lint.Info, .7
	}
	p.Report(f)
}

// singleName is the name of one value of a list.
func singleName(p *lint.Pass, words []string) string {
	one := slices.Clone(words)
	one[len(one)-1] = naming.Singular(one[len(one)-1])
	return p.Names.ColumnStyle().Join(one...)
}

// elementType is the type of one value of a list.
func elementType(p *lint.Pass, typ string) string {
	t := p.Type(typ)
	switch {
	case t.Array > 0:
		t.Array = 0
		return t.String()
	case t.Name == "set":
		t.Name = "enum"
		return t.String()
	case t.Family() == diagram.FamilyJSON:
		return "text"
	}
	return typ
}
