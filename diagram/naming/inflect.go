package naming

import (
	"strings"
	"sync"

	pluralize "github.com/gertd/go-pluralize"
)

// client is built once, because it compiles some hundred expressions.
var client = sync.OnceValue(pluralize.NewClient)

// unchanged are words that English rules would cut although they are singular, or that
// schemas use as singular.
var unchanged = wordSet(`access address alias analysis apparatus atlas axis basis bias bonus bus business campus canvas
	census class consensus corpus corps criteria data diabetes diagnosis dns focus gas gps hypothesis https illness
	kudos lens logistics loss mass media menus meta metadata mess news obs os pass physics premises process
	progress radius rss sales series sms species ss ssl statistics status stats success synopsis tax tenis thesis
	tls tns tps urs us vas virus vis xls pos cms crs bps fks ios aws css js ms dis this his has was is plus minus
	cross press stress express previous various radius nexus versus virus vertex analytics graphics basics ops gis
	mas tres pais mes lunes martes jueves viernes curs autres`)

// odd are plurals that rules get wrong or that are common enough to look up.
var odd = map[string]string{
	"axes": "axis", "lenses": "lens", "children": "child", "people": "person", "persons": "person", "men": "man",
	"women": "woman", "addresses": "address", "aliases": "alias", "statuses": "status", "buses": "bus",
	"processes": "process", "classes": "class", "indices": "index", "indexes": "index", "vertices": "vertex",
	"matrices": "matrix", "analyses": "analysis", "bases": "base", "databases": "database", "series": "series",
	"movies": "movie", "cookies": "cookie", "caches": "cache", "taxes": "tax", "houses": "house", "warehouses": "warehouse",
	"courses": "course", "invoices": "invoice", "purchases": "purchase", "releases": "release", "licenses": "license",
	"expenses": "expense", "phases": "phase", "cases": "case", "responses": "response", "leases": "lease",
	"sizes": "size", "prizes": "prize", "quizzes": "quiz", "criterion": "criteria", "datum": "data", "medium": "media",
	"mice": "mouse", "geese": "goose", "feet": "foot", "teeth": "tooth", "leaves": "leave", "diagnoses": "diagnosis",
}

// Singular returns the singular of a lower-case English word; a word that is singular
// already, or that no rule knows, stays as it is.
func Singular(word string) string {
	n := len(word)
	if n < 3 || unchanged[word] {
		return word
	}
	if s, ok := odd[word]; ok {
		return s
	}
	if word[n-1] != 's' {
		// Plurals without s are rare, and all others of the rules (-a, -i, -ae) hit more
		// singular words of schemas than plurals.
		return word
	}
	switch {
	case strings.HasSuffix(word, "ss") || strings.HasSuffix(word, "us") || strings.HasSuffix(word, "is"):
		return word
	case strings.HasSuffix(word, "ies") && n > 4:
		return word[:n-3] + "y"
	case !strings.HasSuffix(word, "es"):
		return word[:n-1]
	}
	return client().Singular(word)
}

// Plural returns the plural of a lower-case English word.
func Plural(word string) string {
	if unchanged[word] && !strings.HasSuffix(word, "s") {
		return word
	}
	return client().Plural(word)
}

// foreignSingulars returns further words that this one may be the plural of in Spanish,
// French, Portuguese, Italian, German or Dutch. They are compared with after English
// gave no answer.
func foreignSingulars(word string) []string {
	var out []string
	add := func(suffix string, least int, ends ...string) {
		if stem, ok := strings.CutSuffix(word, suffix); ok && len(stem) >= least {
			for _, end := range ends {
				out = append(out, stem+end)
			}
		}
	}
	add("es", 3, "e")         // fr: adresses
	add("oes", 2, "ao")       // pt: versoes
	add("ciones", 2, "cion")  // es: direcciones
	add("es", 3, "")          // es, de: ciudades
	add("ais", 2, "al")       // pt: animais
	add("eis", 2, "el")       // pt: papeis
	add("ns", 3, "m")         // pt: imagens
	add("aux", 3, "al", "au") // fr: journaux
	add("eux", 3, "eu")
	add("x", 4, "")       // fr: bureaux
	add("i", 3, "o", "e") // it: prodotti, ordini
	add("che", 3, "ca")   // it: banche
	add("en", 3, "", "e") // de, nl: kunden, personen
	add("er", 4, "")      // de: bilder
	add("e", 4, "", "a")  // de: orte; it: persone
	return out
}

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}
