package lint

import (
	"strings"

	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/tally"
)

// Misspelling is a rare word of a diagram that a frequent one differs from by one slip.
type Misspelling struct {
	// Word is the frequent one; Count is how many names hold it, in steps of powers of two,
	// Rare how many the other.
	Word        string
	Count, Rare int
}

// Misspelt tells whether a word, in the singular, looks like a slip in writing another
// word of the diagram: one letter left out, added, replaced or two of them swapped. The
// other word is in many names, this one in hardly any.
func (f *Facts) Misspelt(word string) (m Misspelling, ok bool) {
	// A word that is in more names than a slip may be asks again only when it is in fewer.
	if f.reads != nil && f.words.n.Of(word) <= mostRare+1 {
		f.reads.Note(naming.ThingOf(slipThing, word))
	}
	m, ok = f.words.found[word]
	return m, ok
}

const (
	leastFrequent = 6 // names that hold the right word
	mostRare      = 2 // names that hold the slip
	leastLetters  = 5 // of the shorter word
)

// slips are the words of names and which of them look like slips.
type slips struct {
	n       tally.Tally[string] // names that hold a word; it remembers since the last settling
	shorter map[string][]string // frequent words by what is left when one letter goes
	found   map[string]Misspelling
}

func newSlips() slips {
	s := slips{tally.New[string](), map[string][]string{}, map[string]Misspelling{}}
	s.n.Begin()
	return s
}

func canBeFrequent(word string) bool { return len(word) >= leastLetters && isLetters(word) }

// settle looks again at the words that were counted and returns those of which something
// else is true now.
func (s *slips) settle() (changed []string) {
	frequent := false
	for w, was := range s.n.Before() {
		now := s.n.Of(w)
		if (was >= leastFrequent) != (now >= leastFrequent) && canBeFrequent(w) {
			frequent = true
			for i := range len(w) {
				short := w[:i] + w[i+1:]
				if now >= leastFrequent {
					s.shorter[short] = append(s.shorter[short], w)
				} else if rest := without(s.shorter[short], w); len(rest) > 0 {
					s.shorter[short] = rest
				} else {
					delete(s.shorter, short)
				}
			}
		}
	}
	look := func(w string) {
		was, had := s.found[w]
		now, has := s.find(w)
		if has {
			s.found[w] = now
		} else {
			delete(s.found, w)
		}
		if has != had || now != was {
			changed = append(changed, w)
		}
	}
	for w, was := range s.n.Before() {
		if now := s.n.Of(w); min(was, now) <= mostRare && was != now {
			look(w)
			changed = append(changed, w)
		}
	}
	if frequent {
		for w, n := range s.n.All() {
			if n <= mostRare {
				look(w)
			}
		}
	} else {
		// The numbers of the words that slips were made in may have passed a step.
		for w, m := range s.found {
			if _, is := s.n.Before()[m.Word]; is {
				look(w)
			}
		}
	}
	s.n.Begin()
	return changed
}

func without(list []string, w string) []string {
	var rest []string
	for _, x := range list {
		if x != w {
			rest = append(rest, x)
		}
	}
	return rest
}

// find returns the frequent word that a rare one looks like a slip in.
func (s *slips) find(w string) (best Misspelling, ok bool) {
	n := s.n.Of(w)
	if n == 0 || n > mostRare || !canBeFrequent(w) {
		return best, false
	}
	most := 0
	try := func(right string) {
		count := s.n.Of(right)
		if isSlip(w, right) && count >= n*leastFrequent && (count > most || count == most && right < best.Word) {
			most, best, ok = count, Misspelling{right, powerOfTwo(count), n}, true
		}
	}
	for _, right := range s.shorter[w] {
		try(right)
	}
	for i := range len(w) {
		short := w[:i] + w[i+1:]
		if s.n.Of(short) >= leastFrequent && len(short) >= leastLetters {
			try(short)
		}
		for _, right := range s.shorter[short] {
			try(right)
		}
	}
	return best, ok
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
