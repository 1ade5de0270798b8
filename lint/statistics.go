package lint

import "sync"

// statistics are what all tables say together.
type statistics struct {
	keyFamilies func() keyFamilies
}

func (f *Facts) beginStatistics() {
	f.keyFamilies = sync.OnceValue(f.learnKeyFamilies)
}
