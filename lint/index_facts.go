package lint

// DeclaresIndexes tells whether any table of the diagram has an index. A diagram without
// a single one comes from a source that does not tell of them.
func (f *Facts) DeclaresIndexes() bool { return f.indexed() }

func (f *Facts) learnIndexed() bool {
	for _, t := range f.Tables {
		if len(t.Indexes) > 0 {
			return true
		}
	}
	return false
}
