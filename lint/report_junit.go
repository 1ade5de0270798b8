package lint

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
)

// The form of JUnit's XML that continuous integration reads.
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Name      string        `xml:"name,attr"`
		ClassName string        `xml:"classname,attr"`
		File      string        `xml:"file,attr,omitempty"`
		Line      int           `xml:"line,attr,omitempty"`
		Failure   *junitMessage `xml:"failure"`
		Skipped   *junitMessage `xml:"skipped"`
		Output    string        `xml:"system-out,omitempty"`
	}
	junitMessage struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr,omitempty"`
		Text    string `xml:",chardata"`
	}
)

// WriteJUnit writes findings as JUnit XML: a suite per file, in it a case per rule and
// object, and a passed one per rule that found nothing. A finding that reaches the
// threshold of its file is a failure, a lesser one only has output; a silenced one is
// skipped with its reason.
func WriteJUnit(w io.Writer, o *Outcome) error {
	all := junitSuites{Name: "crowsfoot lint"}
	for i := range o.Files {
		s := o.Files[i].junit(o.Rules)
		all.Tests += s.Tests
		all.Failures += s.Failures
		all.Skipped += s.Skipped
		all.Suites = append(all.Suites, s)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	enc := xml.NewEncoder(w)
	enc.Indent("", "  ")
	if err := enc.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (c *Checked) junit(rules []*Rule) junitSuite {
	s := junitSuite{Name: plain(c.File)}
	type key struct{ rule, object string }
	cases := map[key]int{}
	found := map[string]bool{}
	// of returns the case of a finding, a new one when it is the first of its object.
	of := func(f *Finding) *junitCase {
		found[f.Rule] = true
		k := key{f.Rule, f.place()}
		i, known := cases[k]
		if !known {
			i = len(s.Cases)
			cases[k] = i
			s.Cases = append(s.Cases, junitCase{
				Name: plain(strings.TrimSpace(f.Rule + " " + f.place())), ClassName: f.Name, File: plain(c.File), Line: c.position(f).Line,
			})
		}
		return &s.Cases[i]
	}
	for i := range c.Findings {
		f := &c.Findings[i]
		at := of(f)
		if Fails([]Finding{*f}, c.failOn()) {
			if at.Failure == nil {
				at.Failure = &junitMessage{Message: plain(f.Message), Type: level(f)}
			}
			at.Failure.Text += c.junitText(f)
		} else {
			at.Output += c.junitText(f)
		}
	}
	for i := range c.Ignored {
		q := &c.Ignored[i]
		if at := of(q); at.Failure == nil && at.Output == "" {
			at.Skipped = &junitMessage{Message: plain("ignored: " + q.Reason)}
		}
	}
	if c.Page != nil {
		for _, r := range rules {
			if !found[r.Code] {
				s.Cases = append(s.Cases, junitCase{Name: r.Code, ClassName: r.Name, File: plain(c.File)})
			}
		}
	}
	s.Tests = len(s.Cases)
	for _, x := range s.Cases {
		if x.Failure != nil {
			s.Failures++
		}
		if x.Skipped != nil {
			s.Skipped++
		}
	}
	return s
}

// junitText is a finding as lines of text.
func (c *Checked) junitText(f *Finding) string {
	place := c.File
	if at := c.position(f); at.Line > 0 {
		place = fmt.Sprintf("%s:%d:%d", place, at.Line, at.Column)
	}
	lines := []string{place + ": " + level(f) + ": " + f.Message}
	for _, e := range f.Evidence {
		lines = append(lines, "  "+e)
	}
	for _, fix := range f.Fixes {
		lines = append(lines, "  fix: "+offer(&fix))
	}
	for i := range lines {
		lines[i] = plain(lines[i])
	}
	return strings.Join(lines, "\n") + "\n"
}
