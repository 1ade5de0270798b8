package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "N102", Name: "multi-valued-column", Severity: lint.Warning, Since: "0.1",
	What: "A column holds a list of values in one cell.",
	Why: "The database cannot check, index or join single values of a list in a text; renaming or removing one means " +
		"rewriting strings (first normal form).",
	How: "Move the values to a child table with one row each, or to a table of their own with a junction when they are " +
		"shared (tags). Arrays that are always read and written whole may stay.",
	Bad: `CREATE TABLE articles (id int PRIMARY KEY, title text NOT NULL, tags text);`,
	Good: `CREATE TABLE articles (id int PRIMARY KEY, title text NOT NULL);
CREATE TABLE article_tags (
  article_id int NOT NULL REFERENCES articles (id),
  tag text NOT NULL,
  PRIMARY KEY (article_id, tag)
);`,
	Table: multiValued,
})

// listNouns are plural nouns that name lists when they end the name of a text column. A
// plural that also names prose or a measure is not here: notes, details, terms, contents.
var listNouns = vocab(
	`tags keywords emails recipients languages aliases synonyms permissions scopes categories genres members labels skills
	hobbies interests colors colours sizes features ingredients allergies phones telephones nicknames attachments authors
	editors contributors participants attendees guests topics subjects amenities facilities symptoms diagnoses medications
	drugs countries cities regions states roles groups privileges capabilities urls links websites domains ips addresses
	hosts ports files images photos pictures videos documents certificates certifications qualifications degrees sports
	teams players actors directors hashtags mentions followers friends children siblings products items services brands
	platforms devices browsers formats extensions currencies holidays weekdays types affiliations specialties specialities
	accessories abilities events tokens names usernames identifiers audiences methods headers cookies origins uris
	redirects grants books courses flavors flavours cuisines dishes toppings materials variants options choices answers
	instruments equipments tools technologies frameworks hashtags playlists albums artists songs awards diseases
	allergens vaccines treatments procedures pets vehicles cars models themes subscribers owners managers assignees
	reviewers approvers watchers mails numbers transports`,
	`etiquetas palabras correos idiomas telefonos categorias generos miembros habilidades intereses aficiones colores tallas
	ingredientes alergias autores participantes asistentes invitados temas materias sintomas medicamentos paises ciudades
	regiones roles grupos permisos privilegios enlaces archivos imagenes fotos videos documentos certificados titulos
	deportes equipos jugadores actores directores hijos hermanos productos servicios marcas dispositivos monedas
	especialidades sinonimos destinatarios instrumentos`,
	`etiquettes motscles langues telephones categories membres competences interets loisirs couleurs tailles ingredients
	allergies auteurs participants invites sujets matieres symptomes medicaments pays villes regions roles groupes liens
	fichiers images documents certificats diplomes sports equipes joueurs acteurs realisateurs enfants produits services
	marques appareils devises specialites destinataires courriels`,
	`schlagworte stichworte schluesselworter sprachen telefonnummern kategorien mitglieder faehigkeiten fahigkeiten
	interessen hobbys farben groessen grossen zutaten allergien autoren teilnehmer gaste themen facher symptome medikamente
	lander stadte regionen rollen gruppen rechte berechtigungen dateien bilder fotos dokumente zertifikate abschlusse
	sportarten spieler schauspieler regisseure kinder produkte marken gerate wahrungen empfanger`,
	`palavras linguas telefones categorias generos membros habilidades interesses cores tamanhos ingredientes alergias
	autores participantes convidados temas disciplinas sintomas remedios medicamentos paises cidades regioes papeis grupos
	permissoes arquivos imagens fotos documentos certificados esportes times jogadores atores diretores filhos irmaos
	produtos servicos marcas dispositivos moedas especialidades destinatarios emails`,
	`etichette parole lingue telefoni categorie generi membri competenze abilita interessi colori taglie ingredienti
	allergie autori partecipanti ospiti argomenti materie sintomi farmaci paesi citta regioni ruoli gruppi permessi
	immagini documenti certificati titoli sport squadre giocatori attori registi figli prodotti servizi marche dispositivi
	valute specialita destinatari`,
)

// listEnds end or begin names of texts that hold a list: block_list, lista_correos.
var listEnds = vocab(`list csv lista liste daftar elenco danhsach`)

// flagStarts begin names of settings and counts about lists.
var flagStarts = vocab(
	`is has show use max min num number count total enable enabled allow allowed receive send can should display hide no auto
	sort limit default notify require avg sum nb nbr qty`,
	`es tiene mostrar usar permite permitir cantidad numero total enviar recibir`, `est possede afficher nombre nb envoyer recevoir autoriser`,
	`ist hat zeige anzahl erlaubt`, `tem mostrar quantidade qtd permite exigir enviar`, `mostra numero quantita permetti`, `jumlah apakah jml`,
)

// payloads are words of machine payloads and snapshots that nobody searches by element.
var payloads = vocab(`backtrace stacktrace trace payload args arguments params parameters options settings config
	configuration properties metadata cache cached snapshot state details raw log logs errors error html
	body content json blob preferences serialized extra context vars variables env matrix vector
	embedding bytes coordinates coords bbox geometry polygon points position seq history changes diff data info request
	response attributes`)

// machineTables are words of tables that machines fill: queues, logs, caches.
var machineTables = vocab(`job queue log cache audit execution migration session archive worker snapshot`)

func multiValued(p *lint.Pass, t *diagram.Table) {
	for c, name := range p.Names.ColumnNames(t.ID) {
		words := name.Words
		if len(words) == 0 || c.Generated != "" {
			continue
		}
		why, sure := listEvidence(p, c, words)
		if why != nil && len(p.ForeignKeysFrom(c.ID)) == 0 && !isSettingOfList(words) && !isOpaque(p, t, words) {
			reportList(p, t, c, why, sure)
		}
	}
}

// isSettingOfList tells whether a name speaks about a list and holds none: show_tags.
func isSettingOfList(words []string) bool {
	return flagStarts[words[0]] && !listEnds[words[len(words)-1]]
}

// listEvidence says why a column holds a list, or nothing when it doesn't seem to. sure
// is true when type and name agree.
func listEvidence(p *lint.Pass, c *diagram.Column, words []string) (why []string, sure bool) {
	typ := p.Type(c.Type)
	if isIDList(p, words, typ) {
		return nil, false
	}
	last := words[len(words)-1]
	isArray := typ.Array > 0 || typ.Name == "set"
	isText := typ.Family() == diagram.FamilyText || typ.Family() == diagram.FamilyUnknown && c.Type == ""
	isJSON := typ.Family() == diagram.FamilyJSON
	noun := listNouns[last]
	plural := noun || naming.Singular(last) != last
	switch {
	case last == "ids" && canHoldList(typ) && c.Type != "":
		return []string{fmt.Sprintf("The name ends in %q, and the type %s can hold several values", last, c.Type)}, true
	// An array of numbers without a plural is mostly a measurement or a vector.
	case isArray && (plural || typ.Name == "set"):
		return []string{fmt.Sprintf("The type %s holds several values", c.Type), pluralNote(last, plural)}, true
	case isArray && typ.Family() == diagram.FamilyText:
		return []string{fmt.Sprintf("The type %s holds several values", c.Type)}, false
	case isText && noun:
		return []string{fmt.Sprintf("The name ends in the plural %q, and the type is text", last)}, true
	case isText && len(words) > 1 && listEnds[last] && !isListEntity(p, words):
		return []string{fmt.Sprintf("The name ends in %q, and the type is text", last)}, true
	case isText && len(words) > 1 && listEnds[words[0]] && !isListEntity(p, words):
		return []string{fmt.Sprintf("The name begins with %q, and the type is text", words[0])}, true
	case isJSON && noun:
		return []string{fmt.Sprintf("The name ends in the plural %q, and the type is %s", last, c.Type)}, false
	case isText && saysList(c):
		return []string{fmt.Sprintf("The comment says: %s", strings.TrimSpace(c.Comment))}, true
	}
	return nil, false
}

func pluralNote(last string, plural bool) string {
	if plural {
		return fmt.Sprintf("The name ends in the plural %q", last)
	}
	return fmt.Sprintf("The name is %q", last)
}

func isOpaque(p *lint.Pass, t *diagram.Table, words []string) bool {
	return payloads.hasAny(words) || machineTables.hasAny(p.Names.Words(t.Name))
}

// isListEntity tells whether the last words name a table (picklist, price_list).
func isListEntity(p *lint.Pass, words []string) bool {
	for i := range words {
		if len(p.Names.TablesNamed(words[i:])) > 0 {
			return true
		}
	}
	return false
}

// listComments are what people write beside a list in one text.
var listComments = []string{
	"comma separated", "comma-separated", "comma delimited", "comma-delimited", "csv", "separated by comma", "semicolon separated",
	"semicolon-separated", "pipe separated", "pipe-separated", "space separated", "space-separated", "separado por comas",
	"separados por comas", "separadas por comas", "separado por virgula", "separados por virgula", "separes par des virgules",
	"séparés par des virgules", "séparées par des virgules", "durch komma getrennt", "kommagetrennt", "kommasepariert",
	"separati da virgola", "separate da virgole", "dipisah koma", "dipisahkan koma", "separados por vírgula",
}

// saysList tells whether the comment speaks of a list in one text.
func saysList(c *diagram.Column) bool {
	if c.Comment == "" {
		return false
	}
	s := strings.ToLower(c.Comment)
	return slices.ContainsFunc(listComments, func(sign string) bool { return strings.Contains(s, sign) })
}

func reportList(p *lint.Pass, t *diagram.Table, c *diagram.Column, why []string, sure bool) {
	words := p.Names.ColumnName(c.ID).Words
	if n := len(words); n > 1 && listEnds[words[n-1]] {
		words = words[:n-1]
	} else if n > 1 && listEnds[words[0]] {
		words = words[1:]
	}
	name := partName(p, t, words)
	f := lint.Finding{
		Objects:  p.ColumnObjects(t, c),
		Message:  fmt.Sprintf("%s seems to hold several values in one cell.", columnPath(p, t, c)),
		Evidence: why,
		Tier:     lint.Likely, Confidence: .9,
	}
	// A list of rows of another table wants a junction, not a table of copies.
	if listTarget(p, words) == nil {
		f.Fixes = movable(p, t, []*diagram.Column{c}, lint.Fix{
			Title: "Move to a child table " + freeName(name, p.HasTable),
			Safe:  false,
			Ops: func() []op.Op {
				value := *c
				value.ID = diagram.DerivedID("fix", "child value", string(c.ID))
				value.Name, value.NotNull, value.Default = singleName(p, words), true, ""
				value.Type = elementType(p, c.Type)
				return childTable(p, t, name, false, []*diagram.Column{&value}, []*diagram.Column{c})
			},
		})
	}
	if !sure {
		f.Severity, f.Confidence = lint.Info, .7
	}
	if target := namedList(p, t, c); target != nil {
		// P009 asks for the junction: one cause is one warning.
		f.Severity = lint.Info
		f.Evidence = append(slices.Clone(f.Evidence), fmt.Sprintf("The values seem to be rows of %s, see P009", p.TableName(target)))
	}
	p.Report(f)
}

// singleName is the name of one value of a list.
func singleName(p *lint.Pass, words []string) string {
	one := slices.Clone(words)
	one[len(one)-1] = naming.Singular(one[len(one)-1])
	return p.Names.ColumnStyle().Join(one...)
}

// elementType is the type of one value of a list.
func elementType(p *lint.Pass, typ string) string {
	t := p.Type(typ)
	switch {
	case t.Array > 0:
		t.Array = 0
		return t.String()
	case t.Name == "set":
		t.Name = "enum"
		return t.String()
	case t.Family() == diagram.FamilyJSON:
		return "text"
	}
	return typ
}
