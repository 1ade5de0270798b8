package ddl

import "slices"

// oddWords are words of queries that not all databases know, with those that do.
var oddWords = map[string][]string{
	"limit":  {"postgres", "mysql", "sqlite"},
	"offset": {"postgres", "mysql", "sqlite"},
	"using":  {"postgres", "mysql", "sqlite", "oracle"}, "natural": {"postgres", "mysql", "sqlite", "oracle"},
	"recursive": {"postgres", "mysql", "sqlite"},
	"full":      {"postgres", "sqlite", "sqlserver", "oracle"},
	"except":    {"postgres", "sqlite", "sqlserver"}, "intersect": {"postgres", "sqlite", "sqlserver", "oracle"},
	"true": {"postgres", "mysql", "sqlite"}, "false": {"postgres", "mysql", "sqlite"},
	"extract": {"postgres", "mysql", "oracle"},
	"ilike":   {"postgres"}, "similar": {"postgres"}, "array": {"postgres"}, "lateral": {"postgres", "mysql", "oracle"},
	"top": {"sqlserver"}, "pivot": {"sqlserver", "oracle"}, "unpivot": {"sqlserver", "oracle"}, "apply": {"sqlserver", "oracle"},
	"minus": {"oracle"}, "connect": {"oracle"}, "rownum": {"oracle"}, "sysdate": {"oracle"},
	"glob": {"sqlite"}, "regexp": {"mysql", "sqlite"}, "rlike": {"mysql"},
	"fetch": {"postgres", "oracle"}, "filter": {"postgres", "sqlite"},
	"interval": nil, "collate": nil, "tablesample": nil, "zone": nil,
}

// queryWords are words before brackets that are no calls.
var queryWords = wordSet(`in exists over and or not on as join where select union all by any when then else with between like values`)

// queryFunctions are those that all databases have and understand alike.
var queryFunctions = wordSet(`count sum min max avg coalesce nullif abs lower upper row_number rank dense_rank ntile lead lag first_value last_value`)

// oddInQuery says what is in a query in nobody's words that the script's database does not
// know: for the words that all have in common, it is enough to copy them.
func (w *writer) oddInQuery(list []atom) (why string) {
	odd := func(what string) string {
		return "its query says " + what + ", which " + w.to.Title + " may not understand"
	}
	reads := false
	for i, a := range list {
		next := atom{}
		if i+1 < len(list) {
			next = list[i+1]
		}
		named := i > 0 && (list[i-1].is(".") || list[i-1].isWord("as")) || next.is(".")
		switch {
		case a.kind == atomSign && !slices.Contains(portableSigns, a.value) && !(a.value == "||" && w.to.concat == "||"):
			return odd(a.raw)
		case a.isWord("distinct") && next.isWord("on"):
			if w.to.meaning != "postgres" {
				return odd("DISTINCT ON")
			}
		case a.kind != atomWord || named:
		case a.value == "from":
			reads = true
		case queryWords[a.value]:
		default:
			if known, ok := oddWords[a.value]; ok && !slices.Contains(known, w.to.meaning) {
				return odd(a.raw)
			}
			if next.is("(") && !queryFunctions[a.value] && !namesColumns(list, i) && oddWords[a.value] == nil {
				return odd(a.raw)
			}
		}
	}
	if !reads && w.to.meaning == "oracle" {
		return "it reads from no table, which " + w.to.Title + " wants"
	}
	return ""
}
