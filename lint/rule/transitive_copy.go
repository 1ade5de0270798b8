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
	Code: "N301", Name: "transitive-copy", Severity: lint.Warning, Since: "0.1",
	What: "A column repeats what the row it refers to says already.",
	Why: "The copy depends on the reference, not on the row's own key (third normal form): when the original changes, " +
		"the copies stay behind and the database contradicts itself.",
	How: "Drop the copy and join. Keep it when it freezes the value at a moment on purpose, such as the price or the name " +
		"on an invoice, and ignore the finding with that reason.",
	Bad: `CREATE TABLE stations (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE trips (id int PRIMARY KEY, station_id int NOT NULL REFERENCES stations (id), station_name text);`,
	Good: `CREATE TABLE stations (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE trips (id int PRIMARY KEY, station_id int NOT NULL REFERENCES stations (id));`,
	Table: transitiveCopy,
})

// copied are words of attributes that people copy beside a reference.
var copied = vocab(
	`name title email mail phone code desc description address username login label city country fullname firstname lastname
	surname sku barcode isbn region price unit`,
	`nombre titulo apellido correo telefono codigo descripcion direccion ciudad pais precio`,
	`nom titre prenom courriel telephone adresse libelle ville pays prix`,
	`bezeichnung titel vorname nachname telefon anschrift beschreibung stadt land preis`,
	`nome sobrenome titulo telefone endereco descricao cidade preco`,
	`cognome titolo telefono indirizzo descrizione citta paese prezzo`,
	`nama judul telepon telp alamat kota deskripsi keterangan harga`,
	`ten hoten diachi sdt sodienthoai gia mota`,
)

// discriminators say which table a reference means; they repeat nothing.
var discriminators = vocab(`type class kind tipo typ tipe jenis`)

// addressWords name parts of an address; placeWords what a free text stands in for there.
var (
	addressWords = vocab(`zip zipcode postcode postal street address cep plz cap calle rue strasse rua via alamat direccion adresse
		endereco indirizzo anschrift codpostal kodepos`)
	placeWords = vocab(`state country city region province county district estado pais ciudad provincia departamento distrito
		municipio cidade bairro etat pays ville departement land stadt bezirk kreis ort paese citta comune negara provinsi
		kota kabupaten kecamatan`)
)

// likelyParent is the confidence from which an undeclared reference counts as one.
const likelyParent = .5

// copyOf is a column that repeats an attribute of what another column refers to.
type copyOf struct {
	column    *diagram.Column
	reference *diagram.Column
	parent    *diagram.Table  // nil when the diagram does not hold it
	original  *diagram.Column // nil when the parent has no such column
	declared  bool
	thing     []string // the words of what the reference means, in both names
	usual     bool     // the attribute is one that people copy
}

func transitiveCopy(p *lint.Pass, t *diagram.Table) {
	for c, name := range p.Names.ColumnNames(t.ID) {
		// What repeats a part of the key is a partial dependency.
		if found, ok := findCopy(p, t, c, name); ok && found.isCopy(p, t) && !t.InPrimaryKey(found.reference.ID) {
			reportCopy(p, t, found)
		}
	}
}

// findCopy looks for a reference beside the column whose words begin the column's name:
// station_id beside station_name.
func findCopy(p *lint.Pass, t *diagram.Table, c *diagram.Column, name naming.ColumnName) (copyOf, bool) {
	words := name.Words
	// What is marked as a key is a reference itself.
	if len(words) < 2 || name.Strong || c.Generated != "" || t.InPrimaryKey(c.ID) || len(p.ForeignKeysFrom(c.ID)) > 0 {
		return copyOf{}, false
	}
	own := p.Names.TableWords(t.ID)
	for n := len(words) - 1; n > 0; n-- {
		if discriminators[words[n]] {
			continue
		}
		if isOwnName(own, strings.Join(name.Single[:n], "")) {
			return copyOf{}, false
		}
		if out, ok := copyBeside(p, t, c, name.Single[:n], words[:n], words[n:], words); ok {
			return out, true
		}
	}
	// Many languages say it the other way round: nombre_del_cliente.
	for n := 1; n < min(3, len(words)); n++ {
		rest := n
		for rest < len(words)-1 && linkWords[words[rest]] {
			rest++
		}
		if !copied.hasJoined(words[:n]) {
			continue
		}
		if isOwnName(own, strings.Join(name.Single[rest:], "")) {
			return copyOf{}, false
		}
		if out, ok := copyBeside(p, t, c, name.Single[rest:], words[rest:], words[:n], words); ok {
			return out, true
		}
	}
	return copyOf{}, false
}

// isShortFor tells whether a word of three letters or more is a short form of another: its
// beginning, or up to five of its letters from the first on (dept of department).
func isShortFor(word, long string) bool {
	if len(word) < 3 || word[0] != long[0] {
		return false
	}
	if strings.HasPrefix(long, word) {
		return true
	}
	at := 0
	for i := 0; i < len(long) && at < len(word); i++ {
		if long[i] == word[at] {
			at++
		}
	}
	return at == len(word) && len(word) <= 5
}

// linkWords stand between an attribute and the thing that has it.
var linkWords = vocab(`of de del la el du des le da do della dello dei von der den di`)

// copyBeside looks for the reference to the thing whose attribute a column is. The words
// are those of the thing, in the singular and as written, of the attribute, and of the
// whole name.
func copyBeside(p *lint.Pass, t *diagram.Table, c *diagram.Column, single, thing, attribute, whole []string) (copyOf, bool) {
	ref := referenceBeside(p, t, c, strings.Join(single, ""))
	if ref == nil {
		return copyOf{}, false
	}
	out := copyOf{column: c, reference: ref, thing: thing, usual: len(attribute) < 3 && copied.hasJoined(attribute)}
	out.parent, out.declared = parentOf(p, ref, thing)
	if own := p.Names.TableWords(t.ID); out.parent == t || out.parent == nil && len(own) > 1 && own[len(own)-1] == strings.Join(single, "") {
		return copyOf{}, false // the row itself: the tasks of a project have a task_id and a task_name
	}
	if out.parent != nil {
		out.original = attributeOf(p, out.parent, attribute, whole)
	}
	return out, true
}

// isOwnName tells whether a word names the table itself, whose words these are: order, or
// in short ord of order and oi of order item.
func isOwnName(own []string, word string) bool {
	switch {
	case len(own) == 0:
		return false
	case len(own) == 1:
		return own[0] == word || isShortFor(word, own[0])
	case len(word) == len(own):
		for i, w := range own {
			if w[0] != word[i] {
				return false
			}
		}
		return true
	}
	return strings.Join(own, "") == word
}

// isCopy tells whether enough speaks for a copy: the row that is referred to has the
// attribute, or the names alone say so without doubt.
func (f copyOf) isCopy(p *lint.Pass, t *diagram.Table) bool {
	if standsIn(p, t, f.thing) {
		return false
	}
	if f.original != nil {
		// A flag of the same name mostly says something about the pair: was it read by this one.
		isFlag := p.Type(f.column.Type).Family() == diagram.FamilyBoolean
		return (f.declared && !isFlag || f.usual) && sameFamily(p, f.column, f.original)
	}
	return !f.declared && f.isPlain(p)
}

// isPlain tells whether the names alone say that the attribute is one of what the
// reference means.
func (f copyOf) isPlain(p *lint.Pass) bool {
	family := p.Type(f.column.Type).Family()
	isText := family == diagram.FamilyText || family == diagram.FamilyUnknown
	return f.usual && isText && p.Names.ColumnName(f.reference.ID).Strong && !isForeignSystem(p, f.thing)
}

// parentOf returns the table that a reference means, and whether a foreign key says so.
func parentOf(p *lint.Pass, ref *diagram.Column, prefix []string) (parent *diagram.Table, declared bool) {
	if keys := p.ForeignKeysFrom(ref.ID); len(keys) == 1 && len(keys[0].Columns) == 1 {
		return keys[0].Parent, true
	}
	if found := p.Names.TablesNamed(prefix); len(found) == 1 {
		return found[0], false
	}
	if c, ok := p.Suspected(ref.ID); ok && c.Confidence >= likelyParent {
		return c.Parent, false
	}
	return nil, false
}

// standsIn tells whether the column is the free text of an address for a place that has
// no row: state_name beside state_id and zipcode.
func standsIn(p *lint.Pass, t *diagram.Table, prefix []string) bool {
	if !placeWords[prefix[len(prefix)-1]] {
		return false
	}
	return slices.ContainsFunc(t.Columns, func(c *diagram.Column) bool { return addressWords.hasAny(p.Names.ColumnName(c.ID).Single) })
}

func isForeignSystem(p *lint.Pass, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return slices.Contains(foreignSystems, w) || isOwnWord(p.Dictionary().External, w)
	})
}

// referenceBeside returns the column of the table that is a reference of this base, one
// that is marked as such without doubt first.
func referenceBeside(p *lint.Pass, t *diagram.Table, c *diagram.Column, base string) *diagram.Column {
	var weak *diagram.Column
	for o, n := range p.Names.ColumnNames(t.ID) {
		if !n.Key || o == c || !isJoined(n.Base, base) || isWholeKey(t, o) {
			continue
		}
		if n.Strong || len(p.ForeignKeysFrom(o.ID)) > 0 {
			return o
		}
		if weak == nil {
			weak = o
		}
	}
	return weak
}

// isJoined tells whether words, written together, are this word.
func isJoined(words []string, word string) bool {
	for _, w := range words {
		rest, ok := strings.CutPrefix(word, w)
		if !ok {
			return false
		}
		word = rest
	}
	return word == ""
}

// isWholeKey tells whether the column alone is the primary key.
func isWholeKey(t *diagram.Table, c *diagram.Column) bool {
	k := t.PrimaryKey()
	return k != nil && len(k.Columns) == 1 && k.Columns[0] == c.ID
}

// attributeOf returns the column of a table that these words name, with or without the
// name of the table in front.
func attributeOf(p *lint.Pass, t *diagram.Table, attribute, whole []string) *diagram.Column {
	for _, c := range t.Columns {
		name := p.Names.ColumnName(c.ID)
		words := name.Words
		if slices.Equal(words, attribute) || slices.Equal(words, whole) {
			return c
		}
		own := p.Names.TableWords(t.ID)
		if n := len(own); len(words) > n && slices.Equal(name.Single[:n], own) && slices.Equal(words[n:], attribute) {
			return c
		}
	}
	return nil
}

func sameFamily(p *lint.Pass, a, b *diagram.Column) bool {
	fa, fb := p.Type(a.Type).Family(), p.Type(b.Type).Family()
	return fa == fb || fa == diagram.FamilyUnknown || fb == diagram.FamilyUnknown
}

func reportCopy(p *lint.Pass, t *diagram.Table, f copyOf) {
	name := columnPath(p, t, f.column)
	finding := lint.Finding{
		Objects: p.ColumnObjects(t, f.column, f.reference),
		Tier:    lint.Likely, Confidence: .85,
		Fixes: []lint.Fix{{
			Title: "Drop " + name, Safe: false,
			Ops: func() []op.Op { return dropColumn(p, t, f.column) },
		}},
	}
	switch {
	case f.declared:
		finding.Evidence = append(finding.Evidence, fmt.Sprintf("%s refers to %s", f.reference.Name, p.TableName(f.parent)))
	case f.parent != nil:
		finding.Evidence = append(finding.Evidence, fmt.Sprintf("%s seems to refer to %s", f.reference.Name, p.TableName(f.parent)))
		finding.Confidence = .75
	}
	if f.original != nil {
		original := columnPath(p, f.parent, f.original)
		finding.Objects = append(finding.Objects, p.ColumnObjects(f.parent, f.original)...)
		finding.Message = fmt.Sprintf("%s seems to repeat %s, which %s refers to already.", name, original, f.reference.Name)
		finding.Evidence = append(finding.Evidence, fmt.Sprintf("%s has the column %s", p.TableName(f.parent), f.original.Name))
	} else {
		// Nothing is sure but the names, and there is no column to join to.
		finding.Severity, finding.Confidence, finding.Fixes = lint.Info, .6, nil
		if f.parent == nil {
			finding.Fixes = []lint.Fix{moveOut(p, t, f)}
		}
		finding.Message = fmt.Sprintf("%s seems to depend on %s, not on the key of %s.", name, f.reference.Name, p.TableName(t))
		finding.Evidence = append(finding.Evidence, fmt.Sprintf("Both names speak of the same thing: %s and %s", f.reference.Name, f.column.Name))
	}
	if w := snapshotWord(p, t, f.column); w != "" {
		finding.Severity, finding.Tier, finding.Confidence = lint.Info, lint.Hint, .4
		finding.Evidence = append(finding.Evidence, fmt.Sprintf("The word %q says that the value may be frozen on purpose", w))
	}
	p.Report(finding)
}

// moveOut is the fix that makes a table of what the reference means, with the columns
// whose names begin like it.
func moveOut(p *lint.Pass, t *diagram.Table, f copyOf) lint.Fix {
	name := tableOf(p, f.thing)
	return lint.Fix{
		Title: "Move to a table " + freeName(name, p.HasTable), Safe: false,
		Ops: func() []op.Op {
			var moved []*diagram.Column
			for _, c := range t.Columns {
				words := p.Names.ColumnName(c.ID).Words
				if c != f.reference && !t.InPrimaryKey(c.ID) && len(p.ForeignKeysFrom(c.ID)) == 0 && begins(words, f.thing) || c == f.column {
					moved = append(moved, c)
				}
			}
			return splitOut(p, t, name, []*diagram.Column{f.reference}, moved)
		},
	}
}

func begins(words, with []string) bool {
	return len(words) >= len(with) && slices.Equal(words[:len(with)], with)
}

// tableOf names a table after the words of one row.
func tableOf(p *lint.Pass, words []string) string {
	all := slices.Clone(words)
	all[len(all)-1] = naming.Plural(naming.Singular(all[len(all)-1]))
	return p.Names.TableStyle().Join(all...)
}

// snapshotWord returns the word of the table's or column's name that says that a moment
// is frozen.
func snapshotWord(p *lint.Pass, t *diagram.Table, c *diagram.Column) string {
	if w := frozen(p, t); w != "" {
		return w
	}
	return snapshotIn(p, p.Names.ColumnName(c.ID).Single)
}
