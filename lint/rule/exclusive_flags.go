package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

const (
	stateFlags = 3 // flags that a word for one choice joins, or that are all states
	plainFlags = 4 // flags that any other word joins
)

var _ = add(&lint.Rule{
	Code: "N407", Name: "exclusive-flags", Severity: lint.Info, Since: "0.1",
	What: "Several flags of a table stand for one choice.",
	Why: "A row may say yes to two of them or to none, and every query has to know what that means; a new state needs a new " +
		"column.",
	How: "Replace the flags by one column that names the state, with a check or a table of states. Flags that may be true " +
		"together, such as permissions, may stay.",
	Bad: `CREATE TABLE articles (id int PRIMARY KEY, title text NOT NULL,
  is_draft boolean NOT NULL, is_published boolean NOT NULL, is_archived boolean NOT NULL);`,
	Good: `CREATE TABLE articles (id int PRIMARY KEY, title text NOT NULL,
  status text NOT NULL CHECK (status IN ('draft', 'published', 'archived')));`,
	Table: exclusiveFlags,
})

// choices are words for something of which a row has one.
var choices = vocab(`status state type kind level category stage phase priority mode gender sex class grade rank tier severity size condition`,
	`estado tipo nivel categoria etapa fase prioridad modo genero sexo clase`, `etat statut niveau categorie etape priorite sexe genre`,
	`zustand typ art stufe kategorie phase prioritat modus geschlecht`, `situacao nivel categoria etapa prioridade sexo classe`,
	`stato livello categoria priorita sesso classe`, `tipe jenis tingkat kategori tahap prioritas`)

// lifeStates are words for places in the life of a row: one is true at a time.
var lifeStates = vocab(
	`draft new open opened pending waiting submitted inreview approved rejected accepted declined published unpublished archived
	closed cancelled canceled completed finished done inprogress started processing processed shipped delivered returned
	refunded paid unpaid overdue expired resolved reopened assigned scheduled confirmed queued running failed succeeded
	aborted planned ordered packed dispatched backlog`,
	`borrador nuevo abierto pendiente enviado aprobado rechazado aceptado publicado archivado cerrado cancelado completado
	terminado entregado pagado vencido devuelto`,
	`brouillon nouveau ouvert attente soumis approuve refuse accepte publie archive ferme annule termine livre paye expire`,
	`entwurf neu offen wartend eingereicht genehmigt abgelehnt angenommen veroffentlicht archiviert geschlossen storniert
	abgeschlossen fertig versendet geliefert bezahlt abgelaufen`,
	`rascunho novo aberto pendente enviado aprovado rejeitado aceito publicado arquivado fechado cancelado concluido entregue pago vencido`,
	`bozza nuovo aperto attesa inviato approvato rifiutato accettato pubblicato archiviato chiuso annullato completato consegnato pagato scaduto`,
	`draf baru terbuka menunggu dikirim disetujui ditolak diterima terbit diarsipkan ditutup dibatalkan selesai lunas`,
)

// questions are words in front of a flag that say nothing of what it is about.
var questions = vocab(`is was are es esta est ist war e foi eh apakah flag flg ind`)

// together are words of flags that may well be true together: permissions, settings,
// abilities, and tables of them.
var together = vocab(
	`can may has have had allow allowed allows enable enabled disable disabled show hide notify send receive require required
	use uses permit permission privilege grant role setting preference option feature access perm auto support supports
	accept accepts include exclude display view edit read write create delete update manage notification email mail sms
	subscribe want needs need with amenity day weekday validate check skip ignore force send visible monitor`,
	`puede tiene permite permiso mostrar enviar recibir requiere ajuste`, `peut possede autorise permission afficher envoyer droit`,
	`kann hat darf erlaubt zeige recht einstellung`, `pode tem permite permissao mostrar enviar exige exigir`, `puo permette permesso mostra invia`,
	`boleh bisa izin tampilkan kirim punya`,
)

func exclusiveFlags(p *lint.Pass, t *diagram.Table) {
	var flags []*diagram.Column
	for _, c := range t.Columns {
		if p.Type(c.Type).Family() == diagram.FamilyBoolean && c.Generated == "" && !t.InPrimaryKey(c.ID) {
			flags = append(flags, c)
		}
	}
	if len(flags) < stateFlags || together.hasAny(p.Names.Words(t.Name)) {
		return
	}
	var life []*diagram.Column
	groups := map[string][]*diagram.Column{}
	var order []string
	for _, c := range flags {
		words := withoutQuestion(p.Names.ColumnName(c.ID).Words)
		if len(words) == 0 {
			continue
		}
		if lifeStates.hasJoined(words) {
			life = append(life, c)
			continue
		}
		if len(words) < 2 || together.hasAny(words) {
			continue
		}
		if groups[words[0]] == nil {
			order = append(order, words[0])
		}
		groups[words[0]] = append(groups[words[0]], c)
	}
	if len(life) >= stateFlags {
		reportFlags(p, t, "status", life, "All of them are states in the life of a row", lint.Likely, .8)
	}
	for _, word := range order {
		switch group := groups[word]; {
		case choices[word] && len(group) >= stateFlags:
			reportFlags(p, t, word, group, fmt.Sprintf("A row has one %s", word), lint.Likely, .8)
		case len(group) >= plainFlags && !plainStarts[word]:
			reportFlags(p, t, word, group, "Whether two of them may be true together is not known", lint.Hint, .4)
		}
	}
}

// withoutQuestion takes is_ and the like off the front of a name.
func withoutQuestion(words []string) []string {
	for len(words) > 0 && questions[words[0]] {
		words = words[1:]
	}
	return words
}

func reportFlags(p *lint.Pass, t *diagram.Table, word string, flags []*diagram.Column, why string, tier lint.Tier, confidence float64) {
	name := freeName(p.Names.ColumnStyle().Join(word), func(n string) bool { return hasColumn(t.Columns, n) })
	f := lint.Finding{
		Objects: p.ColumnObjects(t, flags...),
		Message: fmt.Sprintf("%s has %d flags that seem to stand for one %s: %s.", p.TableName(t), len(flags), word, listed(names(flags))),
		Evidence: []string{
			fmt.Sprintf("%d columns are flags of one kind", len(flags)),
			why,
		},
		Tier: tier, Confidence: confidence,
		Fixes: []lint.Fix{{
			Title: fmt.Sprintf("Replace the flags by a column %s", path(p.TableName(t), []string{name})), Safe: false,
			Ops: func() []op.Op { return flagsToChoice(p, t, name, word, flags) },
		}},
	}
	p.Report(f)
}

// flagsToChoice adds a text with a check on the names of the flags in their place, and
// drops the flags.
func flagsToChoice(p *lint.Pass, t *diagram.Table, name, word string, flags []*diagram.Column) []op.Op {
	var values []string
	length := 0
	for _, c := range flags {
		words := withoutQuestion(p.Names.ColumnName(c.ID).Words)
		if len(words) > 1 && words[0] == word {
			words = words[1:]
		}
		value := strings.Join(words, "_")
		values = append(values, "'"+strings.ReplaceAll(value, "'", "''")+"'")
		length = max(length, len(value))
	}
	i := slices.Index(t.Columns, flags[0])
	before := ""
	if i > 0 {
		before = t.Columns[i-1].Order
	}
	c := &diagram.Column{
		ID: diagram.DerivedID("fix", "choice column", string(flags[0].ID)), Order: diagram.OrderBetween(before, flags[0].Order),
		Name: name, Type: fmt.Sprintf("varchar(%d)", max(20, length)),
		Check: fmt.Sprintf("%s IN (%s)", quoted(p, name), strings.Join(values, ", ")),
	}
	ops := []op.Op{op.PutOf(t.ID, c)}
	for _, old := range flags {
		ops = append(ops, dropColumn(p, t, old)...)
	}
	return ops
}
