package lint

import (
	"sync"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
)

// statistics are what all tables say together.
type statistics struct {
	keyFamilies      func() keyFamilies
	fits             func() map[string]ddl.TypeFit // by the text of the type
	indexed          func() indexHabits
	suspectedParents func() map[diagram.ID]bool
	columnNames      func() columnNames
	conventions      func() Conventions
	meanings         func() meanings
	misspelt         func() map[string]Misspelling
	namesakes        func() map[string][]*diagram.Table
	nullable         func() float64
}

func (f *Facts) beginStatistics() {
	f.keyFamilies = sync.OnceValue(f.learnKeyFamilies)
	f.fits = sync.OnceValue(f.learnFits)
	f.indexed = sync.OnceValue(f.learnIndexHabits)
	f.suspectedParents = sync.OnceValue(func() map[diagram.ID]bool {
		m := map[diagram.ID]bool{}
		for _, c := range f.Names.References() {
			m[c.Parent.ID] = true
		}
		return m
	})
	f.columnNames = sync.OnceValue(f.learnColumnNames)
	f.conventions = sync.OnceValue(f.learnConventions)
	f.meanings = sync.OnceValue(f.learnMeanings)
	f.misspelt = sync.OnceValue(f.learnMisspelt)
	f.namesakes = sync.OnceValue(f.learnNamesakes)
}

// IsSuspected tells whether columns without foreign key most likely refer to the table.
func (f *Facts) IsSuspected(table diagram.ID) bool { return f.suspectedParents()[table] }
