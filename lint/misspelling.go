package lint

import "strings"

// Misspelling is a rare word of a diagram that a frequent one differs from by one slip.
type Misspelling struct {
	// Word is the frequent one; Count is how many names hold it, Rare how many the other.
	Word        string
	Count, Rare int
}

// Misspelt tells whether a word, in the singular, looks like a slip in writing another
// word of the diagram: one letter left out, added, replaced or two of them swapped. The
// other word is in many names, this one in hardly any.
func (f *Facts) Misspelt(word string) (m Misspelling, ok bool) {
	m, ok = f.misspelt()[word]
	return m, ok
}

// AnyMisspelt tells whether the diagram has such a word at all.
func (f *Facts) AnyMisspelt() bool { return len(f.misspelt()) > 0 }

const (
	leastFrequent = 6 // names that hold the right word
	mostRare      = 2 // names that hold the slip
	leastLetters  = 5 // of the shorter word
)

func (f *Facts) learnMisspelt() map[string]Misspelling {
	count := map[string]int{}
	for _, n := range f.ColumnNames() {
		for _, w := range n.Concept.Words {
			count[w] += len(n.Columns)
		}
	}
	for _, t := range f.Tables {
		for _, w := range f.Names.Words(t.Name) {
			count[w]++
		}
	}
	shorter := map[string][]string{} // frequent words by what is left when one letter goes
	for w, n := range count {
		if n >= leastFrequent && len(w) >= leastLetters && isLetters(w) {
			for i := range len(w) {
				s := w[:i] + w[i+1:]
				shorter[s] = append(shorter[s], w)
			}
		}
	}
	found := map[string]Misspelling{}
	if len(shorter) == 0 {
		return found
	}
	for w, n := range count {
		if n > mostRare || len(w) < leastLetters || !isLetters(w) {
			continue
		}
		try := func(right string) {
			m := Misspelling{right, count[right], n}
			best := found[w]
			if isSlip(w, right) && m.Count >= n*leastFrequent && (m.Count > best.Count || m.Count == best.Count && right < best.Word) {
				found[w] = m
			}
		}
		for _, right := range shorter[w] {
			try(right)
		}
		for i := range len(w) {
			s := w[:i] + w[i+1:]
			if count[s] >= leastFrequent && len(s) >= leastLetters {
				try(s)
			}
			for _, right := range shorter[s] {
				try(right)
			}
		}
	}
	return found
}

func isLetters(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return true
}

// twins are real words that one slip turns into one another; neither is a misspelling.
var twins = wordSet(`trial/trail angle/angel casual/causal diary/dairy quiet/quite united/untied scared/sacred
	country/county interval/internal external/eternal adapter/adopter adaption/adoption complement/compliment stationary/stationery
	contract/contact content/context personal/personnel commend/comment location/vocation action/auction statue/statute
	metric/matric carrier/career serial/serials allocation/location through/thorough desert/dessert device/devise
	payment/pavement employer/employee assigned/assignee reference/deference provider/provided operation/operating
	relation/elation election/selection addition/audition edition/sedition mission/emission person/persona command/commend
	recipient/recipent currency/current receiver/received deleted/depleted entries/entities identity/identify
	quality/equality property/properly security/securely variable/variably response/responsive`)

// spellings are the ways in which British and American words differ; neither is a slip.
var spellings = [][2]string{{"our", "or"}, {"ise", "ize"}, {"isa", "iza"}, {"yse", "yze"}, {"tre", "ter"}, {"ence", "ense"}, {"ll", "l"}, {"ae", "e"}, {"oe", "e"}, {"gue", "g"}, {"ogue", "og"}, {"mme", "m"}, {"dge", "dg"}, {"que", "ck"}}

// isSlip tells whether wrong is right with one slip of the hand, and not another word:
// the first letter and the ending stay, because other endings are other forms of a word.
// The longer the words, the more sorts of slips are believed.
func isSlip(wrong, right string) bool {
	if wrong[0] != right[0] || twins[wrong+"/"+right] || twins[right+"/"+wrong] || sameBut(wrong, right) {
		return false
	}
	i := 0
	for i < len(wrong) && i < len(right) && wrong[i] == right[i] {
		i++
	}
	long := max(len(wrong), len(right))
	fromEnd := long - i // letters of the longer word from the first difference on
	switch {
	case len(wrong) == len(right):
		if i+1 < len(wrong) && wrong[i] == right[i+1] && wrong[i+1] == right[i] && wrong[i+2:] == right[i+2:] {
			return fromEnd > 2 || wrong[len(wrong)-2:] != "er" && right[len(right)-2:] != "er"
		}
		return long >= 8 && fromEnd > 3 && wrong[i+1:] == right[i+1:]
	default:
		longer := wrong
		if len(right) > len(wrong) {
			longer = right
		}
		doubled := longer[i] == longer[i-1] || i+1 < len(longer) && longer[i] == longer[i+1]
		least := 8
		if len(wrong) > len(right) {
			least = 10 // hands leave out more letters than they add
		}
		return fromEnd > 2 && (doubled && long >= 6 || long >= least && fromEnd > 3)
	}
}

// sameBut tells whether two words differ by British and American spelling only.
func sameBut(a, b string) bool {
	for _, s := range spellings {
		for _, x := range [2][2]string{s, {s[1], s[0]}} {
			if at := strings.Index(a, x[0]); at >= 0 && a[:at]+x[1]+a[at+len(x[0]):] == b {
				return true
			}
		}
	}
	return false
}
