package dbml

// The tree of a file, in which names are not looked up yet.
type (
	file struct {
		project  []*element
		tables   []*table
		partials []*table
		enums    []*enum
		refs     []*reference
		groups   []*group
		notes    []*element
	}

	// name is a name of one or more parts with dots between: schema, table, column.
	name struct {
		parts []string
		at    int
	}

	// setting is one of a list in brackets: "not null", or a key with the tokens of its value.
	setting struct {
		key   string // lower case, words joined by single spaces
		at    int
		value []token
	}

	// element is a project or a sticky note.
	element struct {
		name     string
		at       int
		note     string
		settings []setting
		database string
	}

	table struct {
		name     name
		alias    string
		settings []setting
		note     string // the one inside counts more than the one in the settings
		inside   string
		items    []item
		indexes  []*index
		checks   []*check
	}

	// item is a column or, when it has none, the name of a partial whose columns come here.
	item struct {
		column  *column
		partial string
		at      int
	}

	column struct {
		name     string
		at       int
		typ      string
		settings []setting
	}

	index struct {
		at       int
		parts    []token
		settings []setting
	}

	check struct {
		at         int
		expression string
		settings   []setting
	}

	enum struct {
		name   name
		values []enumValue
	}

	enumValue struct {
		name     string
		at       int
		settings []setting
	}

	group struct {
		name     name
		settings []setting
		note     string
		tables   []name
	}

	// reference is a relationship as it stands there: left, sign, right.
	reference struct {
		name                        string
		at                          int
		left, right                 end
		sign                        string // < > - <>
		leftOptional, rightOptional bool
		settings                    []setting
		// inline references stand at a column, which is their left end; see owner.
		owner  *table
		column string
	}

	// end is a table and the columns of it.
	end struct {
		table   name
		columns []string
	}
)
