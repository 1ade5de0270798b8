package naming

// feature is one piece of evidence for or against a reference. Its weight, in log-odds,
// stands in weights.go.
type feature int

// The first features are the kinds of matches; the others follow.
const (
	fKind feature = 0

	// What the column says, whatever it is compared with.
	fMarkedWeak     = feature(kinds) + iota - 1 // zip_code, phone_no
	fMarkedStrong                               // customer_id
	fOwnKey                                     // it is the whole primary key of its table
	fPartOfKey                                  // it is a part of the primary key
	fChildUnique                                // it is unique alone
	fPolymorphic                                // a column beside it names the table
	fExternal                                   // a word of it names another system
	fCounter                                    // a word of it names an amount or a flag
	fBareNumber                                 // no key affix, a number
	fBareText                                   // no key affix, a text
	fFirstColumn                                // it stands first in its table
	fLonger                                     // number of words
	fOwnName                                    // it is named after its own table
	fPlural                                     // its last word is a plural
	fCopyTable                                  // its table copies or outlives rows of others: audit_log
	fNotNull                                    // it must have a value
	fUUID                                       // its type is made for identifiers
	fBareAgainstUse                             // no key affix, in a schema that marks references
	fKeyless                                    // its table has no primary key
	fRefused                                    // how many of its name are said to be no references

	// What the name has in common with the table.
	fDropped        // words in front of the table's name, up to 3
	fDroppedUnknown // they are no known role
	fRoleWord       // they are
	fRelated        // the key bears the table's name, or the match is by it
	fPartly         // the key's name holds the table's or the other way round
	fLent           // the key bears the name of another table
	fCovered        // what the name leaves out, the child's name says
	fPersonRole     // manager_id
	fPersonAgent    // revoker_id
	fPersonAuthor   // creator_id
	fPersonBy       // created_by
	fPersonNamed    // closed_by_user_id
	fLogin          // a person's role, and the parent holds what people log in with
	fNoLogin        // a person's role, and another table does
	fPlainSelf      // parent_id
	fSelf           // child and parent are one table, and no role says so
	fSelfNamed      // parent_category_id in categories
	fBareTail       // no key affix, and part of the table's name only
	fStrongTail     // a key affix, and part of the table's name only
	fBareKey        // no key affix, and a key of the same name
	fBareUsual      // no key affix, in a schema that names references so

	// What else fits.
	fSame2        // the name fits two tables or more
	fSame4        // four or more
	fSole         // of all tables, one has a key of this name
	fShortened    // words of the table's name that were taken for an affix of the schema
	fBareOtherKey // nor has it a key affix
	fOtherKey     // the parent's key has a name of its own, which the column's does not hold

	// What the parent's key says.
	fGuessedKey  // it is not declared as one
	fGuessedBoth // nor is it, and the column is a key itself
	fUniqueKey   // it is unique, not primary
	fUniqueNamed // and of the same name
	fSameType    // types store the same values
	fUnknownType // a type is missing or not known
	fMismatch    // types cannot be compared
	fKnown       // how many columns bear the parent's name
	fSameSchema  // both are in one schema
	fSmall       // the parent has three columns at most
	fEarlier     // the parent stands before the child

	// What the diagram says elsewhere.
	fDrawn        // a line is drawn between the tables
	fShare        // share of the declared namesakes that go the same way
	fTaught       // how many do
	fEndShare     // share of the declared keys of the same last word that go the same way
	fEndTaught    // how many do
	fEndBare      // and the name has no key affix
	fSelfHabit    // share of the declared namesakes that go to their own table, and so does this
	fCoveredHabit // share that go to a table whose name their table's holds, and so does this
	fHabitDenies  // share of such namesakes, and this goes elsewhere
	fTeachDenies  // declared namesakes go elsewhere

	features
)

// evidence is a feature with its value, 1 for plain yes.
type evidence struct {
	feature feature
	value   float64
}

// list gathers evidence; what is not there is left out.
type list []evidence

func (l *list) when(yes bool, f feature) {
	if yes {
		*l = append(*l, evidence{f, 1})
	}
}

func (l *list) value(f feature, v float64) {
	if v != 0 {
		*l = append(*l, evidence{f, v})
	}
}

func (l list) score() float64 {
	sum := 0.0
	for _, e := range l {
		sum += weights[e.feature] * e.value
	}
	return sum
}
