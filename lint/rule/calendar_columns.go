package rule

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "N103", Name: "calendar-columns", Severity: lint.Warning, Since: "0.1",
	What: "Columns are named after the days of the week, the months or other steps of the calendar.",
	Why: "The calendar is data, but here it is spelled in names: a question such as \"what holds today\" has to pick a column " +
		"by its name, sums and constraints have to list them all, and a second shift on one day has no place.",
	How: "Move the values to a child table with one row per day or month. A table that is the result of a report, with " +
		"columns for people to read, may stay.",
	Bad: `CREATE TABLE shops (id int PRIMARY KEY, mon_hours text, tue_hours text, wed_hours text, thu_hours text, fri_hours text);`,
	Good: `CREATE TABLE shops (id int PRIMARY KEY);
CREATE TABLE shop_hours (
  shop_id int NOT NULL REFERENCES shops (id),
  weekday int NOT NULL,
  hours text NOT NULL,
  PRIMARY KEY (shop_id, weekday)
);`,
	Table: calendarColumns,
})

// calendar is the names of the steps of one unit in one language.
type calendar struct {
	unit  string // of which a row is to stand for one: weekday, month
	least int    // how many steps speak for it: single ones are words of other meanings, too
	steps map[string]int
}

// calendars are the days of the week from Monday and the months, full and short, one
// calendar per language.
var calendars = []calendar{
	weekdays("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun"),
	weekdays("lunes lun", "martes mar", "miercoles mie mier", "jueves jue", "viernes vie", "sabado sab", "domingo dom"),
	weekdays("segunda seg", "terca ter", "quarta qua", "quinta qui", "sexta sex", "sabado sab", "domingo dom"),
	weekdays("lundi lun", "mardi mar", "mercredi mer", "jeudi jeu", "vendredi ven", "samedi sam", "dimanche dim"),
	weekdays("montag mo mon", "dienstag di die", "mittwoch mi mit", "donnerstag do don", "freitag fr fre", "samstag sa sam sonnabend", "sonntag so son"),
	weekdays("lunedi lun", "martedi mar", "mercoledi mer", "giovedi gio", "venerdi ven", "sabato sab", "domenica dom"),
	weekdays("senin sen", "selasa sel", "rabu rab", "kamis kam", "jumat jum", "sabtu sab", "minggu min ahad"),
	weekdays("maandag ma", "dinsdag di", "woensdag wo", "donderdag do", "vrijdag vr", "zaterdag za", "zondag zo"),
	weekdays("poniedzialek pon", "wtorek wt", "sroda sr", "czwartek czw", "piatek pt", "sobota sob", "niedziela nd"),
	weekdays("pazartesi", "sali", "carsamba", "persembe", "cuma", "cumartesi", "pazar"),
	months("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sep sept",
		"october oct", "november nov", "december dec"),
	months("enero ene", "febrero feb", "marzo mar", "abril abr", "mayo may", "junio jun", "julio jul", "agosto ago", "septiembre sep set",
		"octubre oct", "noviembre nov", "diciembre dic"),
	months("janeiro jan", "fevereiro fev", "marco mar", "abril abr", "maio mai", "junho jun", "julho jul", "agosto ago", "setembro set",
		"outubro out", "novembro nov", "dezembro dez"),
	months("janvier janv jan", "fevrier fevr fev", "mars mar", "avril avr", "mai", "juin", "juillet juil", "aout", "septembre sept sep",
		"octobre oct", "novembre nov", "decembre dec"),
	months("januar jan", "februar feb", "marz maerz mar", "april apr", "mai", "juni jun", "juli jul", "august aug", "september sep",
		"oktober okt", "november nov", "dezember dez"),
	months("gennaio gen", "febbraio feb", "marzo mar", "aprile apr", "maggio mag", "giugno giu", "luglio lug", "agosto ago", "settembre set",
		"ottobre ott", "novembre nov", "dicembre dic"),
	months("januari jan", "februari feb", "maret mar", "april apr", "mei", "juni jun", "juli jul", "agustus agu agt", "september sep",
		"oktober okt", "november nov", "desember des"),
}

// fewestSteps is the smallest least of all calendars.
const fewestSteps = 4

func weekdays(days ...string) calendar { return newCalendar("weekday", 5, days) }
func months(names ...string) calendar  { return newCalendar("month", fewestSteps, names) }

func newCalendar(unit string, least int, steps []string) calendar {
	c := calendar{unit, least, map[string]int{}}
	for i, forms := range steps {
		for w := range strings.FieldsSeq(forms) {
			c.steps[w] = i + 1
			calendarWords[w] = true
		}
	}
	return c
}

// calendarWords are the words of all calendars, to see at one look that a table has none.
var calendarWords = vocabulary{}

// calendarUnits are words that make a number behind them a step of the calendar.
var calendarUnits = unitWords(map[string]string{
	"weekday": "weekday dow wday diasemana wochentag hari",
	"day":     "day dia jour giorno dag dzien ngay tanggal tgl",
	"week":    "week wk semana semaine woche settimana minggu tydzien hafta tuan",
	"month":   "month mth mes mois monat mese bulan maand miesiac ay thang",
	"quarter": "quarter qtr trimestre trimester quartal triwulan kwartaal kwartal",
	"year":    "year yr ano anio annee jahr anno tahun jaar rok yil nam",
	"hour":    "hour hr hora heure stunde jam uur godzina saat",
})

func unitWords(lists map[string]string) map[string]string {
	m := map[string]string{}
	for unit, words := range lists {
		for w := range strings.FieldsSeq(words) {
			m[w] = unit
		}
	}
	return m
}

// unitOf returns the unit of the calendar that a numbered series counts, or "": the word
// before the number says it (month_1), or the four are q1 to q4.
func unitOf(s *series) string {
	if s.at == 0 {
		return ""
	}
	before := s.stem[s.at-1]
	if before == "q" && len(s.steps) == 4 && slices.Max(s.steps) == 4 {
		return "quarter"
	}
	return calendarUnits[before]
}

// isCalendarSeries tells whether numbers are steps of the calendar.
func isCalendarSeries(s *series) bool { return unitOf(s) != "" }

func calendarColumns(p *lint.Pass, t *diagram.Table) {
	if len(t.Columns) >= fewestSteps && countCalendarWords(p, t) >= fewestSteps {
		for _, c := range calendars {
			found := slices.DeleteFunc(gatherSeries(p, t, c.stepIn), func(s *series) bool { return len(s.steps) < c.least })
			if len(found) == 0 {
				continue
			}
			for _, r := range records(t, found, true) {
				reportCalendar(p, t, r, c.unit)
			}
			return // one language is enough: mar is Tuesday and March
		}
	}
	numbered := slices.DeleteFunc(gatherSeries(p, t, numberIn), func(s *series) bool { return len(s.steps) < 3 || !isCalendarSeries(s) })
	for _, r := range records(t, numbered, true) {
		reportCalendar(p, t, r, unitOf(r[0]))
	}
}

func countCalendarWords(p *lint.Pass, t *diagram.Table) int {
	n := 0
	for _, name := range p.Names.ColumnNames(t.ID) {
		if calendarWords.hasAny(name.Words) {
			n++
		}
	}
	return n
}

// stepIn finds the one word of the calendar in a name.
func (c *calendar) stepIn(words []string) (at, n int) {
	at = -1
	for i, w := range words {
		if found := c.steps[w]; found > 0 {
			if at >= 0 {
				return -1, 0
			}
			at, n = i, found
		}
	}
	return at, n
}

func reportCalendar(p *lint.Pass, t *diagram.Table, r record, unit string) {
	// The word of the unit says what the number counts, not what the value is.
	for _, s := range r {
		s.stem = slices.DeleteFunc(slices.Clone(s.stem), func(w string) bool {
			return calendarUnits[w] != "" || w == "q" && unit == "quarter" || w == "feira"
		})
	}
	reportPerStep(p, t, r, unit)
}
