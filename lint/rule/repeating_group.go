package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "N101", Name: "repeating-group", Severity: lint.Warning, Since: "0.1",
	What: "Columns are numbered copies of one thing.",
	Why: "The number of columns caps how many values a row may have; each search, count and constraint has to name every " +
		"copy, and gaps and doubles go unnoticed (first normal form).",
	How: "Move the values to a child table with one row each. Numbers that belong to a fixed pair or a postal address are fine.",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY, phone1 varchar(20), phone2 varchar(20), phone3 varchar(20));`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE customer_phones (
  customer_id int NOT NULL REFERENCES customers (id),
  position int NOT NULL,
  phone varchar(20),
  PRIMARY KEY (customer_id, position)
);`,
	Thresholds: []lint.Threshold{{Name: "columns", Default: 2, What: "Numbered columns from which on they are a repeating group."}},
	Table:      repeatingGroup,
})

// blockWords are words of a postal address, which comes in numbered lines, and of places
// in a fixed hierarchy or a coordinate system.
var blockWords = vocab(
	`address addresses addr adress line street zip zipcode postcode level tier lat lon lng latitude longitude x y z coord coordinate
	alpha oauth`,
	`direccion dir domicilio calle linea nivel`,
	`adresse rue ligne niveau`,
	`strasse anschrift zeile stufe plz`,
	`endereco logradouro rua linha cep`,
	`indirizzo via riga livello`,
	`alamat jalan baris tingkat`,
)

// units behind a number make it a measure: temp_1h, price_30_days.
var units = vocab(`h hr hrs hour hours d day days w wk week weeks m mo month months y yr year years min mins minute minutes s sec secs
	seconds ms px pt mm cm km kg g mg ml l mb gb pct percent star stars digit digits bit bits`,
	`hora horas dia dias semana semanas mes meses ano anos`, `heures jours semaines mois ans`, `stunden tage wochen monate jahre`,
	`ore giorni settimane mesi anni`, `jam hari minggu bulan tahun`)

// addressStarts begin words that are written together with what they name: addressline.
var addressStarts = []string{"addr", "street", "direccion", "domicilio", "adresse", "strasse", "endereco", "indirizzo", "alamat"}

// pairWords are words of things that come in fixed pairs: two ends of a relation, two
// sides of a contest, two spouses.
var pairWords = vocab(
	`player team home away user person party side node table item entity obj object parent word protein gene species friend
	from to left right fighter opponent account end point vertex city country station place score driver partner spouse
	member client customer employee operand term`,
	`jugador equipo usuario persona ciudad nodo punto padre apellido`,
	`joueur equipe utilisateur personne ville noeud parent`,
	`spieler mannschaft benutzer stadt knoten punkt partei`,
	`jogador equipe time pessoa cidade ponto sobrenome`,
	`giocatore squadra utente persona citta nodo punto cognome`,
	`pemain tim pengguna orang kota titik`,
)

// numerals are words that count from one, each with its number.
var numerals = numeralWords(
	"one two three four five six seven eight nine ten", "first second third fourth fifth sixth seventh eighth",
	"uno dos tres cuatro cinco seis", "primer segundo tercer cuarto quinto sexto", "primera segunda tercera cuarta quinta sexta",
	"um dois tres quatro cinco seis", "primeiro segundo terceiro quarto quinto sexto", "primeira segunda terceira quarta quinta",
	"un deux trois quatre cinq six", "premier deuxieme troisieme quatrieme cinquieme", "premiere deuxieme troisieme quatrieme",
	"eins zwei drei vier funf sechs", "erste zweite dritte vierte funfte", "erster zweiter dritter vierter funfter",
	"uno due tre quattro cinque sei", "primo secondo terzo quarto quinto", "prima seconda terza quarta quinta",
	"satu dua tiga empat lima enam", "pertama kedua ketiga keempat kelima",
)

func numeralWords(lists ...string) map[string]int {
	m := map[string]int{}
	for _, list := range lists {
		for i, w := range strings.Fields(list) {
			m[w] = i + 1
		}
	}
	return m
}

func repeatingGroup(p *lint.Pass, t *diagram.Table) {
	counted := gatherSeries(p, t, numberIn)
	for _, s := range counted {
		s.withFirst(p, t)
	}
	counted = slices.DeleteFunc(counted, func(s *series) bool {
		// code and code2 are two standards sooner than two of a kind.
		return len(s.steps) < 2 || len(s.steps) == 2 && s.bare && !isContact(s)
	})
	for _, r := range records(t, counted, false) {
		if r.isRepeated(p) && !areReferences(p, t, r) {
			reportGroup(p, t, r)
		}
	}
	worded := slices.DeleteFunc(gatherSeries(p, t, numeralIn), func(s *series) bool { return len(s.steps) < 3 || s.letters() < 2 })
	for _, r := range records(t, worded, false) {
		if r.isRepeated(p) && !areReferences(p, t, r) {
			reportGroup(p, t, r)
		}
	}
}

// numberIn finds the one number in a name that is not its first word; of several, or of
// one that is too long to count, at is -1.
func numberIn(words []string) (at, n int) {
	at = -1
	for i, w := range words {
		if w[0] < '0' || w[0] > '9' {
			continue
		}
		if at >= 0 || i == 0 || len(w) > 3 {
			return -1, 0
		}
		at = i
	}
	if at >= 0 {
		for _, r := range words[at] {
			n = n*10 + int(r-'0')
		}
	}
	return at, n
}

// numeralIn finds the one word that counts in another way: a numeral, or one letter at
// the end (option_a, option_b).
func numeralIn(words []string) (at, n int) {
	at = -1
	if len(words) < 2 {
		return at, 0
	}
	for i, w := range words {
		found := numerals[w]
		if i > 0 && i == len(words)-1 && len(w) == 1 && w[0] >= 'a' && w[0] <= 'z' {
			found = int(w[0]-'a') + 1
		}
		if found == 0 {
			continue
		}
		if at >= 0 {
			return -1, 0
		}
		at, n = i, found
	}
	return at, n
}

// isRepeated tells whether a record counts up from 0 or 1 and is no block of an address,
// no calendar, and not the two ends of a relation.
func (r record) isRepeated(p *lint.Pass) bool {
	if len(r[0].steps) < p.Threshold("columns") {
		return false
	}
	sorted := slices.Sorted(slices.Values(r[0].steps))
	gaps := sorted[len(sorted)-1] - sorted[0] - (len(sorted) - 1)
	if sorted[0] > 1 || gaps > 2 || len(sorted) == 2 && gaps > 0 {
		return false
	}
	// One thing that repeats makes all that alternate with it repeat; but two of anything
	// are two ends as soon as one says so.
	isThing := func(s *series) bool { return !isBlock(s) && !isCalendarSeries(s) }
	if len(sorted) > 2 {
		return slices.ContainsFunc(r, isThing)
	}
	return !slices.ContainsFunc(r, func(s *series) bool {
		return !isThing(s) || s.letters() < 4 && !isContact(s) || isPair(p, s)
	})
}

// contacts are words for what a person may have any number of.
var contacts = vocab(`phone telephone tel mobile cell cellphone fax email mail telefono celular movil correo telefone telemovel
	courriel portable telefon handy mobil telefonnummer cellulare telp telepon hp ponsel dienthoai sdt`)

// isContact tells whether a series is ways to reach somebody.
func isContact(s *series) bool { return contacts.hasAny(s.stem) }

// letters counts the letters of the stem.
func (s *series) letters() int {
	n := 0
	for _, w := range s.stem {
		n += len(w)
	}
	return n
}

// isBlock tells whether a series is a block of an address or of coordinates, or measures.
func isBlock(s *series) bool {
	if s.at < len(s.stem) && units[s.stem[s.at]] {
		return true
	}
	return slices.ContainsFunc(s.stem, func(w string) bool {
		return blockWords[w] || blockWords[naming.Singular(w)] ||
			slices.ContainsFunc(addressStarts, func(start string) bool { return strings.HasPrefix(w, start) })
	})
}

// isPair tells whether two columns are the ends of something sooner than a list.
func isPair(p *lint.Pass, s *series) bool {
	return slices.ContainsFunc(s.stem, func(w string) bool { return pairWords[naming.Singular(w)] }) || isPairOfRoles(p, s)
}

// isPairOfRoles tells whether two columns refer to tables, or are named like one or like a
// reference: two roles, no list.
func isPairOfRoles(p *lint.Pass, s *series) bool {
	for _, c := range s.columns {
		if len(p.ForeignKeysFrom(c.ID)) > 0 || slices.Contains(s.stem, "id") {
			return true
		}
	}
	return len(p.Names.TablesNamed(s.stem)) > 0
}

// areReferences tells whether all columns refer to other tables: those belong to
// numbered-fk-columns.
func areReferences(p *lint.Pass, t *diagram.Table, r record) bool {
	for _, s := range r {
		if !slices.ContainsFunc(referenceGroups(p, t), func(g *referenceGroup) bool { return slices.Contains(g.columns, s.columns[len(s.columns)-1]) }) {
			return false
		}
	}
	return true
}

func reportGroup(p *lint.Pass, t *diagram.Table, r record) {
	table := p.TableName(t)
	columns := r.columns()
	steps := len(r[0].steps)
	f := lint.Finding{
		Objects: p.ColumnObjects(t, columns...),
		Tier:    lint.Certain, Confidence: .95,
	}
	if len(r) == 1 {
		f.Message = fmt.Sprintf("%s holds %s in %d numbered columns: %s.", table, r.what(p), steps, listed(names(columns)))
		f.Evidence = []string{
			fmt.Sprintf("%d names differ in the number only", steps),
			"Their types are of one kind" + typeNote(columns[0]),
		}
	} else {
		f.Message = fmt.Sprintf("%s holds %s in %d numbered sets of columns: %s.", table, r.what(p), steps, listed(names(columns)))
		f.Evidence = []string{
			fmt.Sprintf("%d names each differ in the number only", steps),
			fmt.Sprintf("%d columns of each number stand together", len(r)),
		}
	}
	if steps == 2 {
		f.Tier, f.Confidence = lint.Likely, .8
	}
	f.Fixes = movable(p, t, columns, r.toRows(p, t, r.commonWords(), positionColumn(p, columns[0])))
	p.Report(f)
}

func typeNote(c *diagram.Column) string {
	if c.Type == "" {
		return ""
	}
	return ": " + c.Type
}
