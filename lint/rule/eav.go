package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "N401", Name: "eav", Severity: lint.Info, Since: "0.1",
	What: "A table holds attributes of an entity as rows of name and value.",
	Why: "The names of attributes became data, so the database can check neither their types nor which of them must be " +
		"there, nor refer from them to other tables; reading one entity takes one join per attribute.",
	How: "Make columns of the attributes that are known, and keep the rest in one JSON column of the entity. Where users " +
		"really define attributes of their own, keep the table and ignore the finding with that reason.",
	Bad: `CREATE TABLE products (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE product_attributes (
  product_id int NOT NULL REFERENCES products (id),
  attribute text NOT NULL,
  value text,
  PRIMARY KEY (product_id, attribute)
);`,
	Good:  `CREATE TABLE products (id int PRIMARY KEY, name text NOT NULL, color text, weight_kg numeric(8,3), extras jsonb);`,
	Table: entityAttributeValue,
})

// Words of the parts of such a table.
var (
	valueWords = vocab(`value val valor valeur wert valore nilai waarde giatri`)
	// attributeWords name what an attribute is called; plainNames do so only beside a value.
	attributeWords = vocab(`attribute attr property prop key field setting option param parameter trait characteristic preference`,
		`atributo propiedad clave campo ajuste opcion parametro caracteristica`, `attribut propriete cle champ parametre caracteristique`,
		`attribut eigenschaft schlussel feld merkmal einstellung`, `atributo propriedade chave campo configuracao caracteristica`,
		`attributo proprieta chiave campo parametro caratteristica`, `atribut properti kunci kolom pengaturan`)
	plainNames = vocab(`name nombre nom nome nama bezeichnung`)
	// choiceWords are words of tables whose values are what one may choose from.
	choiceWords = vocab(`choice enum enumeration lookup list valueset domain translation vocabulary dictionary opcion choix auswahl
		escolha scelta pilihan`)
	// searchWords are words of tables that hold values to search, sort or send them.
	searchWords = vocab(`index search sorter facet chunk token stream cache entry fulltext`)
	// valueTypes are words in front of or behind value that say what it holds.
	valueTypes = vocab(`text string str int integer num number numeric float double decimal bool boolean date datetime time json
		blob varchar char long coded complex`)
)

// triple is a table of entity, attribute and value.
type triple struct {
	entity    *lint.ForeignKey // nil when the entity refers here, or only the name says it
	named     *diagram.Column  // the reference by its name, when no foreign key says it
	attribute *diagram.Column
	values    []*diagram.Column
}

func entityAttributeValue(p *lint.Pass, t *diagram.Table) {
	if len(t.Columns) < 3 || len(t.Columns) > 16 {
		return
	}
	values := valueColumns(p, t)
	if values == nil {
		return
	}
	e, ok := findTriple(p, t, values)
	if !ok {
		return
	}
	reportTriple(p, t, e)
}

// valueColumns returns the columns that hold values of any attribute: one text, or
// several by type; nil when there are none.
func valueColumns(p *lint.Pass, t *diagram.Table) []*diagram.Column {
	var untyped, typed []*diagram.Column
	for c, name := range p.Names.ColumnNames(t.ID) {
		words := name.Words
		if len(words) == 0 || len(words) > 2 || !valueWords[words[0]] && !valueWords[words[len(words)-1]] || len(p.ForeignKeysFrom(c.ID)) > 0 {
			continue
		}
		first, last := words[0], words[len(words)-1]
		switch {
		case len(words) == 1 && valueWords[last], len(words) == 2 && valueWords[last] && (attributeWords[first] || first == "meta"):
			untyped = append(untyped, c)
		case len(words) == 2 && (valueWords[first] && valueTypes[last] || valueTypes[first] && valueWords[last]):
			typed = append(typed, c)
		}
	}
	switch {
	case len(typed) > 1:
		return append(untyped, typed...)
	case len(untyped) == 1 && len(typed) == 0:
		switch typ := p.Type(untyped[0].Type); typ.Family() {
		case diagram.FamilyText, diagram.FamilyUnknown, diagram.FamilyJSON, diagram.FamilyBinary:
			return untyped
		}
	case len(typed) == 1 && len(untyped) == 0 && p.Type(typed[0].Type).Family() == diagram.FamilyText:
		return typed
	}
	return nil
}

// findTriple looks for the attribute and the entity beside the values. Any further
// column but those that number, date or translate a row makes the table something else.
func findTriple(p *lint.Pass, t *diagram.Table, values []*diagram.Column) (e triple, ok bool) {
	e.values = values
	words := p.Names.Words(t.Name)
	if choiceWords.hasAny(words) || searchWords.hasAny(words) {
		return e, false
	}
	var plain, kind *diagram.Column
	var entities []*lint.ForeignKey
	others := 0
	for c, name := range p.Names.ColumnNames(t.ID) {
		if slices.Contains(values, c) || len(name.Words) == 0 {
			continue
		}
		keys := p.ForeignKeysFrom(c.ID)
		switch {
		case isSearchIndex(p, c):
			return e, false
		case e.attribute == nil && isAttribute(p, c, name.Words, keys):
			e.attribute = c
		case e.attribute == nil && plain == nil && plainNames[name.Words[0]] && len(name.Words) == 1:
			plain = c
		case kind == nil && len(keys) > 0 && name.Words[0] == "type" && len(name.Words) <= 2:
			kind = c
		case len(keys) > 0:
			entities = append(entities, keys[0])
		case isBookkeeping(p, t, c) || isLocale(name.Words):
		default:
			if e.named == nil && name.Strong {
				e.named = c
			} else {
				others++
			}
		}
	}
	if e.attribute == nil {
		// A plain name or type is the name of an attribute where nothing else can be.
		if e.attribute = plain; e.attribute == nil {
			e.attribute = kind
		}
		// Then the entity must be there for sure.
		if e.named != nil {
			if _, sure := entityByName(p, e.named); !sure {
				e.named = nil
			}
		}
	} else if plain != nil {
		others++
	}
	if e.attribute == nil || t.IsUnique([]diagram.ID{e.attribute.ID}) || others > 1 || len(entities) > 1 {
		return e, false
	}
	if len(entities) == 1 {
		e.entity = entities[0]
		return e, !choiceWords.hasAny(p.Names.Words(e.entity.Parent.Name)) && len(e.entity.Columns) == 1
	}
	return e, e.named != nil || len(p.ForeignKeysTo(t.ID)) > 0 && e.attribute != plain && e.attribute != kind || isTranslation(p, t, e)
}

// isAttribute tells whether a column names or refers to an attribute.
func isAttribute(p *lint.Pass, c *diagram.Column, words []string, keys []*lint.ForeignKey) bool {
	last := words[len(words)-1]
	name := p.Names.ColumnName(c.ID)
	base := name.Base
	if len(keys) == 0 {
		switch {
		case len(words) > 2:
			return false
		case name.Strong:
			return len(base) > 0 && attributeWords[base[len(base)-1]]
		case last == "key":
			return len(words) == 1 || words[0] == "meta"
		}
		return attributeWords[last] || len(words) == 2 && attributeWords[words[0]] && (plainNames[last] || last == "code")
	}
	if len(base) > 0 && attributeWords[base[len(base)-1]] {
		return true
	}
	return len(keys) == 1 && attributeWords.hasAny(p.Names.Words(keys[0].Parent.Name)) && !attributeWords.hasAny(p.Names.Words(keys[0].Child.Name)) ||
		len(keys) == 1 && plainNames[last] && len(words) == 1
}

// entityByName returns the table that a column without foreign key refers to by its name,
// when that is likely.
func entityByName(p *lint.Pass, c *diagram.Column) (*diagram.Table, bool) {
	if !p.Names.ColumnName(c.ID).Strong {
		return nil, false
	}
	s, ok := p.Suspected(c.ID)
	return s.Parent, ok && s.Confidence >= .75
}

// isSearchIndex tells whether a column is made for searching.
func isSearchIndex(p *lint.Pass, c *diagram.Column) bool {
	return p.Type(c.Type).Name == "tsvector"
}

func isLocale(words []string) bool {
	switch words[0] {
	case "locale", "lang", "language", "idioma", "langue", "sprache", "lingua", "bahasa":
		return true
	}
	return false
}

// isTranslation tells whether the rows are texts per attribute and language.
func isTranslation(p *lint.Pass, t *diagram.Table, e triple) bool {
	return attributeWords.hasAny(p.Names.ColumnName(e.attribute.ID).Words) &&
		slices.ContainsFunc(t.Columns, func(c *diagram.Column) bool {
			words := p.Names.ColumnName(c.ID).Words
			return len(words) > 0 && isLocale(words)
		})
}

func reportTriple(p *lint.Pass, t *diagram.Table, e triple) {
	table := p.TableName(t)
	f := lint.Finding{
		Objects: append(p.ColumnObjects(t, append([]*diagram.Column{e.attribute}, e.values...)...), p.TableObject(t)),
		Message: fmt.Sprintf("%s holds attributes as rows of %s and %s.", table, e.attribute.Name, listed(names(e.values))),
		Evidence: []string{
			fmt.Sprintf("%s names an attribute", e.attribute.Name),
			fmt.Sprintf("%s takes the value of any attribute", listed(names(e.values))),
		},
		Tier: lint.Likely, Confidence: .8,
	}
	switch {
	case e.entity != nil:
		f.Evidence = append(f.Evidence, fmt.Sprintf("%s refers to %s", listed(names(e.entity.Columns)), p.TableName(e.entity.Parent)))
		if len(p.ForeignKeysTo(t.ID)) == 0 {
			f.Fixes = []lint.Fix{toJSON(p, t, e.entity.Parent)}
		}
	case e.named != nil:
		f.Confidence = .7
		if parent, ok := entityByName(p, e.named); ok {
			f.Evidence = append(f.Evidence, fmt.Sprintf("%s seems to refer to %s", e.named.Name, p.TableName(parent)))
		}
	default:
		f.Confidence = .6
		f.Evidence = append(f.Evidence, "One attribute may stand in many rows")
	}
	p.Report(f)
}

// toJSON is the fix that moves the rows into one JSON column of the entity.
func toJSON(p *lint.Pass, t, entity *diagram.Table) lint.Fix {
	words, single, own := naming.Words(t.Name), p.Names.Words(t.Name), p.Names.TableWords(entity.ID)
	if len(words) > len(own) && slices.Equal(single[:len(own)], own) {
		words = words[len(own):]
	}
	name := freeName(p.Names.ColumnStyle().Join(words...), func(n string) bool { return hasColumn(entity.Columns, n) })
	typ := "json"
	if p.Diagram.Dialect == "postgres" || p.Diagram.Dialect == "" {
		typ = "jsonb"
	}
	return lint.Fix{
		Title: fmt.Sprintf("Move to a JSON column %s", path(p.TableName(entity), []string{name})), Safe: false,
		Ops: func() []op.Op {
			c := &diagram.Column{
				ID: diagram.DerivedID("fix", "json column", string(t.ID)), Name: name, Type: typ,
				Order: afterLast(entity.Columns, func(c *diagram.Column) string { return c.Order }),
			}
			return append([]op.Op{op.PutOf(entity.ID, c)}, dropTable(p, t)...)
		},
	}
}
