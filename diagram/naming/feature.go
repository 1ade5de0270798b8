package naming

// feature is one piece of evidence for or against a reference. Its weight, in log-odds,
// stands in weights.go.
type feature int

// The first features are the kinds of matches; the others follow.
const (
	fKind feature = 0

	// What the column says, whatever it is compared with.
	fMarkedWeak   = feature(kinds) + iota - 1 // zip_code, phone_no
	fMarkedStrong                             // customer_id
	fOwnKey                                   // it is the whole primary key of its table
	fPartOfKey                                // it is a part of the primary key
	fChildUnique                              // it is unique alone
	fPolymorphic                              // a column beside it names the table
	fExternal                                 // a word of it names another system
	fCounter                                  // a word of it names an amount or a flag
	fBareNumber                               // no key affix, a number
	fBareText                                 // no key affix, a text
	fFirstColumn                              // it stands first in its table
	fLonger                                   // number of words
	fOwnName                                  // it is named after its own table
	fPlural                                   // its last word is a plural
	fCopyTable                                // its table copies or outlives rows of others: audit_log

	// What the name has in common with the table.
	fDropped        // words in front of the table's name, up to 3
	fDroppedUnknown // they are no known role
	fRoleWord       // they are
	fRelated        // the key bears the table's name, or the match is by it
	fPartly         // the key's name holds the table's or the other way round
	fCovered        // what the name leaves out, the child's name says
	fPersonRole     // manager_id
	fPersonAgent    // revoker_id
	fPersonAuthor   // creator_id
	fPersonBy       // created_by
	fPersonNamed    // closed_by_user_id
	fOtherPeople    // other tables of people
	fSolePeople     // created_by, creator_id, and no other table of people
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
	fRival        // how much better known another table of the same fit is
	fRepeated     // how many columns bear the name
	fParentBegins // the parent's name begins the child's: order, order_item
	fChildBegins  // the other way round

	// What the parent's key says.
	fGuessedKey  // it is not declared as one
	fGuessedBoth // nor is it, and the column is a key itself
	fUniqueKey   // it is unique, not primary
	fUniqueNamed // and of the same name
	fSameType    // types store the same values
	fUnknownType // a type is missing or not known
	fTextToText  // both are texts
	fMismatch    // types cannot be compared
	fKnown       // how many columns bear the parent's name
	fPopularLeaf // none does
	fSameSchema  // both are in one schema
	fEarlier     // the parent stands before the child

	// What the diagram says elsewhere.
	fDrawn       // a line is drawn between the tables
	fShare       // share of the declared namesakes that go the same way
	fTaught      // how many do
	fTeachDenies // declared namesakes go elsewhere

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
