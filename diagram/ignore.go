package diagram

// Ignore silences a lint finding on an object, with a reason.
type Ignore struct {
	ID    ID     `json:"-"`
	Order string `json:"-"`

	// Rule is a rule's code, for instance K001.
	Rule string `json:"rule"`
	// Object is the ID of the object the finding speaks of.
	Object ID `json:"object"`
	// Fingerprint narrows the answer to one finding; empty means every finding of the
	// rule on the object.
	Fingerprint string `json:"fingerprint"`
	Reason      string `json:"reason"` // required by the linter
	// Until is the last day the answer holds, YYYY-MM-DD; empty means for ever.
	Until string `json:"until"`
}
