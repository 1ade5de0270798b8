package ddl

import (
	"slices"
)

// addValues adds values to enumerations, before all else: a transaction can't use the
// values that it has added.
func (p *postgresMigrator) addValues() {
	for _, t := range p.types {
		if !t.new.isEnum() {
			continue
		}
		values := t.new.base.values
		for i, v := range values {
			if slices.Contains(t.old.base.values, v) {
				continue
			}
			text := "ALTER TYPE " + p.old.qualified(t.old.schema, t.old.name) + " ADD VALUE " + p.to.literal(v)
			if i > 0 {
				text += " AFTER " + p.to.literal(values[i-1])
			} else {
				// The first value that is there already follows.
				next := slices.IndexFunc(values, func(v string) bool { return slices.Contains(t.old.base.values, v) })
				if next > 0 {
					text += " BEFORE " + p.to.literal(values[next])
				}
			}
			p.do(t.new.object(), text)
		}
	}
}

// makeTypes makes extensions and types, and changes domains that stay.
func (p *postgresMigrator) makeTypes() {
	for _, e := range p.new.extensions {
		if !slices.Contains(p.old.extensions, e) {
			p.do("", "CREATE EXTENSION IF NOT EXISTS "+p.to.identifier(e, true))
		}
	}
	for _, n := range p.madeTypes {
		p.do(n.object(), p.new.typeText(n))
		p.commentType(n, "")
	}
	for _, t := range p.types {
		if !t.new.isEnum() {
			p.alterDomain(t)
		}
		p.commentType(t.new, t.old.comment())
	}
}

func (p *postgresMigrator) alterDomain(t *typeChange) {
	was, is := p.old.planDomain(t.old), p.new.planDomain(t.new)
	alter := "ALTER DOMAIN " + p.new.qualified(t.new.schema, t.new.name) + " "
	if len(is.checks) > 0 {
		old, now := postgresObjectName(t.called, "", "check"), postgresObjectName(t.new.name, "", "check")
		if old != now {
			p.do(t.new.object(), alter+"RENAME CONSTRAINT "+p.new.id(old)+" TO "+p.new.id(now))
		}
	}
	if b := is.columns[0].def; p.sameDefault(was.columns[0], is.columns[0]) {
		// as it was
	} else if b == "" {
		p.do(t.new.object(), alter+"DROP DEFAULT")
	} else {
		p.do(t.new.object(), alter+"SET DEFAULT "+b)
	}
	if a, b := was.columns[0].notNull, is.columns[0].notNull; a && !b {
		p.do(t.new.object(), alter+"DROP NOT NULL")
	} else if !a && b {
		p.warnf(SeverityWarning, "null-refused", t.new.object(), "The domain %s refuses NULL from now on: the script stops where a row has no value in a column of it.", t.new.name)
		p.do(t.new.object(), alter+"SET NOT NULL")
	}
}

func (p *postgresMigrator) commentType(n *typePlan, was string) {
	if comment := n.comment(); comment != was {
		p.do(n.object(), "COMMENT ON "+n.word()+" "+p.new.qualified(n.schema, n.name)+" IS "+p.commentText(comment))
	}
}

func (p *postgresMigrator) dropTypes() {
	// A domain over an enumeration goes before it.
	for _, o := range slices.Backward(p.goneTypes) {
		p.do(o.object(), "DROP "+o.word()+" "+p.new.qualified(o.schema, o.name))
	}
}
