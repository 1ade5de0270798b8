package lint

import (
	"sync"

	"crowsfoot/diagram/ddl"
)

// statistics are what all tables say together.
type statistics struct {
	keyFamilies func() keyFamilies
	fits        func() map[string]ddl.TypeFit // by the text of the type
	indexed     func() indexHabits
}

func (f *Facts) beginStatistics() {
	f.keyFamilies = sync.OnceValue(f.learnKeyFamilies)
	f.fits = sync.OnceValue(f.learnFits)
	f.indexed = sync.OnceValue(f.learnIndexHabits)
}
