package web_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// lines reads an answer that is lines of JSON: all but the last tell how far the work is.
func (w answer) lines(t testing.TB, last any) (progress int) {
	t.Helper()
	list := strings.Split(strings.TrimSpace(w.body), "\n")
	for _, line := range list[:len(list)-1] {
		var p struct{ Done, Total *int }
		require.NoError(t, json.Unmarshal([]byte(line), &p))
		require.NotNil(t, p.Done)
		require.NotNil(t, p.Total)
		require.LessOrEqual(t, *p.Done, *p.Total)
	}
	require.NoError(t, json.Unmarshal([]byte(list[len(list)-1]), last), w.body)
	return len(list) - 1
}

func TestFixAll(t *testing.T) {
	a := start(t)
	flawed := a.sample("flawed")
	before := a.findings(flawed)
	var plan struct {
		Count, Found int
		Rules        []struct {
			Rule  string
			Count int
			Fixes []string
		}
		Before, After lint.Summary
		DDL           []struct{ Sign, Text string }
	}
	w := a.get(flawed + "/fix-all?dialect=postgres")
	require.Equal(t, 200, w.status)
	require.Positive(t, w.lines(t, &plan), "it tells how far it is")
	require.Equal(t, lint.Mendable(before), plan.Found)
	require.GreaterOrEqual(t, plan.Count, plan.Found)
	sum := 0
	for _, r := range plan.Rules {
		sum += r.Count
		require.Len(t, r.Fixes, r.Count)
	}
	require.Equal(t, plan.Count, sum)
	require.Less(t, plan.After.Error, plan.Before.Error)
	require.NotEmpty(t, plan.DDL)
	require.Equal(t, len(before), len(a.findings(flawed)), "looking changes nothing")

	var done struct {
		Count int
		Label string
	}
	a.post(flawed+"/fix-all", "").lines(t, &done)
	require.Equal(t, plan.Count, done.Count)
	require.Equal(t, fmt.Sprintf("Fix %d certain findings", plan.Count), done.Label)
	after := a.findings(flawed)
	require.Zero(t, lint.Mendable(after))
	require.Equal(t, plan.After, lint.Count(lint.Shown(after, false)))

	// Once more there is nothing to do, and nothing is added to the history.
	_, seq := a.diagram(flawed)
	a.post(flawed+"/fix-all", "").lines(t, &done)
	require.Zero(t, done.Count)
	_, again := a.diagram(flawed)
	require.Equal(t, seq, again)
	require.Equal(t, 404, a.get("/diagrams/nothing/fix-all").status)
}

func TestIgnored(t *testing.T) {
	a := start(t)
	flawed := a.sample("flawed")
	f := a.findings(flawed)[0]
	var none struct{ Ignored, Unused []any }
	a.get(flawed+"/ignored").decode(t, &none)
	require.Empty(t, none.Ignored)
	require.Empty(t, none.Unused)
	a.submit(flawed,
		op.PutOf("", &diagram.Ignore{ID: "used", Order: "a", Rule: f.Rule, Object: f.Objects[0].ID, Fingerprint: f.Fingerprint, Reason: "fine here"}),
		op.PutOf("", &diagram.Ignore{ID: "idle", Order: "b", Rule: "K001", Object: "gone", Reason: "no longer"}),
		op.PutOf("", &diagram.Ignore{ID: "over", Order: "c", Rule: f.Rule, Object: f.Objects[0].ID, Reason: "for a while", Until: "2001-01-01"}),
	)
	var list struct {
		Ignored []lint.Finding
		Unused  []string
	}
	a.get(flawed+"/ignored").decode(t, &list)
	require.Len(t, list.Ignored, 1)
	require.Equal(t, f.Fingerprint, list.Ignored[0].Fingerprint)
	require.Equal(t, []string{"idle", "over"}, list.Unused)
}

// Every fix is found by its rule alone as by all rules.
func TestFixOfARule(t *testing.T) {
	a := start(t)
	flawed := a.sample("flawed")
	fixes := 0
	for _, f := range a.findings(flawed) {
		for n := range f.Fixes {
			address := fmt.Sprintf("%s/findings/%s/fixes/%d", flawed, f.Fingerprint, n)
			require.JSONEq(t, a.get(address).body, a.get(address+"?rule="+f.Rule).body, f.Message)
			fixes++
		}
	}
	require.Positive(t, fixes)
	require.Equal(t, 404, a.get(flawed+"/findings/"+a.findings(flawed)[0].Fingerprint+"/fixes/0?rule=X001").status)
}

// Every rule has a page with its example drawn and, when it has a fix, what that does.
func TestRulePages(t *testing.T) {
	a := start(t)
	index := a.get("/rules", "Accept", "text/html").body
	for _, r := range rule.All() {
		t.Run(r.Code, func(t *testing.T) {
			require.Contains(t, index, `href="/rules/`+r.Name+`"`)
			w := a.get("/rules/"+r.Name, "Accept", "text/html")
			require.Equal(t, 200, w.status)
			require.Contains(t, w.body, `class="marked"`, "the lines in question are marked")
			pictures := regexp.MustCompile(`src="(/rules/[^"]+\.svg\?theme=light)"`).FindAllStringSubmatch(w.body, -1)
			require.GreaterOrEqual(t, len(pictures), 2)
			for _, p := range pictures {
				require.Contains(t, a.get(p[1]).body, "<svg", p[1])
			}
			if strings.Contains(index, `data-rule="`+r.Code+`"`) && len(pictures) > 2 {
				require.Regexp(t, `<div class="(add|del)">|same-ddl`, w.body, "what the fix changes in the DDL")
			}
		})
	}
	for _, x := range rule.LeftOut {
		require.Contains(t, index, x.Name)
		require.NotNil(t, x.Needs)
		require.Nil(t, rule.Find(x.Name), "%s is there, after all", x.Name)
	}
	require.Equal(t, 404, a.get("/rules/missing-foreign-key/fix-99.svg").status)
	require.Equal(t, 404, a.get("/rules/missing-foreign-key/other.svg").status)
	require.Equal(t, 404, a.get("/rules/none", "Accept", "text/html").status)
	require.Equal(t, "/rules/missing-foreign-key", a.get("/rules/k001").header.Get("Location"))
}

func TestRuleSearch(t *testing.T) {
	a := start(t)
	found := a.get("/rules?q=foreign+missing", "Accept", "text/html").body
	require.Contains(t, found, `<tr data-rule="K001">`)
	require.Contains(t, found, `<tr hidden data-rule="K002">`)
	require.Contains(t, a.get("/rules?q="+url.QueryEscape("<b>x"), "Accept", "text/html").body, "0 rules with “&lt;b&gt;x”")
}

// From a finding to its rule and back.
func TestRulePageOfADiagram(t *testing.T) {
	a := start(t)
	flawed := a.sample("flawed")
	id := strings.TrimPrefix(flawed, "/diagrams/")
	w := a.get("/rules/missing-foreign-key?diagram="+id, "Accept", "text/html")
	for _, f := range a.findings(flawed) {
		link := flawed + "#finding=" + f.Fingerprint
		if f.Rule == "K001" {
			require.Contains(t, w.body, link)
		} else {
			require.NotContains(t, w.body, link)
		}
	}
	require.Contains(t, w.body, `href="`+flawed+`"`)
	require.Equal(t, 200, a.get("/rules/missing-foreign-key?diagram=nothing", "Accept", "text/html").status)
}

func TestRuleList(t *testing.T) {
	a := start(t)
	var list []struct{ Code, Name, Family, Severity, What, Why, How, Fix string }
	a.get("/rules.json").decode(t, &list)
	require.Len(t, list, len(rule.All()))
	for _, r := range list {
		require.NotEmpty(t, r.Why, r.Code)
		if r.Code == "K001" {
			require.Equal(t, "one click", r.Fix)
		}
	}
}
