package merge

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"crowsfoot/diagram"
)

// Rename is a table or column that goes by another name in theirs. It is certain when
// both names stand in the same shape of the file; else it is an offer: without it the
// old one is deleted (or stays, when there is no base), and the new one is added.
type Rename struct {
	What diagram.Kind `json:"what"` // table or column
	// Old is the object's ID in mine; New the ID that it has in theirs while the rename is
	// not accepted, which is Old for one that is certain.
	Old diagram.ID `json:"old"`
	New diagram.ID `json:"new"`
	// Table is the name of a column's table.
	Table   string `json:"table,omitempty"`
	OldName string `json:"old_name"`
	NewName string `json:"new_name"`
	// Score is from 0 to 1, and 1 when it is certain.
	Score float64 `json:"score"`
	// Why is a phrase for people: "5 of 6 columns are the same".
	Why      string `json:"why"`
	Certain  bool   `json:"certain,omitempty"`
	Accepted bool   `json:"accepted,omitempty"`
}

// accept pairs what a person said is one.
func (a *aligner) accept(accepted []Rename, m *matcher) {
	if len(accepted) == 0 {
		return
	}
	type ref struct {
		kind diagram.Kind
		id   diagram.ID
	}
	from := map[ref]diagram.ID{} // what an object would be called → what it is called
	add := func(kind diagram.Kind, id diagram.ID) {
		from[ref{kind, a.newID(kind, id, a.inTheirs()[id])}] = id
	}
	for _, t := range m.from.SortedTables() {
		add(diagram.KindTable, t.ID)
		for _, c := range t.Columns {
			add(diagram.KindColumn, c.ID)
		}
	}
	there := objectIDs(m.to)
	for _, r := range accepted {
		id := from[ref{r.What, r.New}]
		if id == "" || there[r.Old] != r.What || m.twin(r.What, id) != "" || m.isTaken(r.What, r.Old) {
			continue
		}
		m.pair(r.What, id, r.Old)
	}
}

// renames lists what is certain or accepted, then the offers, best first.
func (a *aligner) renames(accepted []Rename) []Rename {
	k := known{aligner: a, accepted: map[[2]diagram.ID]bool{}, base: a.base}
	for _, r := range accepted {
		k.accepted[[2]diagram.ID{r.Old, r.New}] = true
	}
	if k.base == nil {
		k.base = diagram.New()
	}
	k.baseHomes = sync.OnceValue(func() map[diagram.ID]diagram.ID { return columnHomes(k.base) })
	homes := sync.OnceValue(func() map[diagram.ID]diagram.ID { return columnHomes(a.mine) })
	var offers []Rename
	for _, t := range a.theirs.SortedTables() {
		twin := a.toMine.twinTable(t.ID)
		if twin == nil {
			continue
		}
		k.table(t, twin)
		for i, c := range t.Columns {
			id := a.toMine.twin(diagram.KindColumn, c.ID)
			if i < len(twin.Columns) && twin.Columns[i].ID == id && twin.Columns[i].Name == c.Name {
				continue // as most are
			}
			if home := a.mine.Tables[homes()[id]]; home != nil {
				k.column(t, c, home.Column(id))
			}
		}
		offers = append(offers, a.columnOffers(t, twin)...)
	}
	offers = append(a.tableOffers(), offers...)
	slices.SortStableFunc(offers, func(x, y Rename) int { return cmp.Compare(y.Score, x.Score) })
	return append(k.list, offers...)
}

// known gathers the renames that are in force: those that a person accepted and those
// that the file itself tells.
type known struct {
	*aligner
	accepted  map[[2]diagram.ID]bool
	base      *diagram.Diagram
	baseHomes func() map[diagram.ID]diagram.ID
	list      []Rename
}

func (k *known) table(now, was *diagram.Table) {
	before := ""
	if b := k.base.Tables[was.ID]; b != nil {
		before = b.Name
	}
	k.add(Rename{What: diagram.KindTable, Old: was.ID, New: now.ID, OldName: was.Name, NewName: now.Name}, before, now.Source)
}

func (k *known) column(t *diagram.Table, now, was *diagram.Column) {
	if was == nil || strings.EqualFold(now.Name, was.Name) {
		return
	}
	before := ""
	if b := k.base.Tables[k.baseHomes()[was.ID]]; b != nil {
		before = b.Column(was.ID).Name
	}
	k.add(Rename{What: diagram.KindColumn, Old: was.ID, New: now.ID, Table: t.Name, OldName: was.Name, NewName: now.Name}, before, now.Source)
}

// add takes a rename, unless only mine changed the name since base.
func (k *known) add(r Rename, before, source string) {
	if strings.EqualFold(r.OldName, r.NewName) {
		return
	}
	r.New = k.newID(r.What, r.New, k.inTheirs()[r.New])
	r.Score = 1
	switch {
	case k.accepted[[2]diagram.ID{r.Old, r.New}]:
		r.Accepted, r.Why = true, "accepted"
	case k.aligner.base == nil || strings.EqualFold(before, r.NewName):
		return
	default:
		r.Certain, r.New, r.Why = true, r.Old, "the same object of the file"
		if source != "" {
			r.Why = "the same shape of the drawing"
		}
	}
	k.list = append(k.list, r)
}
