package say_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// plain finds texts for people that go past package say: in modules where a control is
// named, something is told or an element is filled; in templates in attributes that people
// hear of, and between tags. It knows what is usual, not all that is possible.
var plain = map[string]*regexp.Regexp{
	".js": regexp.MustCompile(`(?:: |\? |textContent = |\b(?:toast|announce|submit|section|small|button|check)\((?:"\w+", )?|\bel\("\w+", (?:null|\{[^{}]*\}), )` +
		`(?:"[A-Z][a-z]+[ .…:][^"]*"|"[A-Z][a-z]{3,}"|` + "`[A-Z][a-z]+ [^`]*`)"),
	".templ": regexp.MustCompile(`\b(?:title|aria-label|placeholder|alt)="[A-Za-z][^"]*"|>[A-Z][a-z]+[^<>{}]*<|^\t{3,}[A-Z][a-z]+ [a-z][^<>{}="]*$`),
}

// group is what a command belongs to; groups have names for people in one place.
var group = regexp.MustCompile(`\bgroup: "[^"]*"`)

// notTold are names, and words for machines.
var notTold = regexp.MustCompile(`"(?:Deutsch|English|EdrawMax[^"]*|Mermaid|Prisma|Markdown|Oracle|Chen|Content-Type|Escape|Enter|Home|Delete|Backspace|Arrow\w*)"|>Crowsfoot<|` + "`Move \\$")

func unsaid(name, source string) (list []string) {
	for i, line := range strings.Split(source, "\n") {
		code := strings.TrimSpace(line)
		if strings.HasPrefix(code, "*") || strings.HasPrefix(code, "/") || strings.Contains(code, "throw ") {
			continue
		}
		for _, found := range plain[filepath.Ext(name)].FindAllString(group.ReplaceAllString(line, ""), -1) {
			if !notTold.MatchString(found) {
				list = append(list, filepath.Base(name)+":"+strconv.Itoa(i+1)+": "+strings.TrimSpace(found))
			}
		}
	}
	return list
}

// TestUnsaid checks the check.
func TestUnsaid(t *testing.T) {
	for name, lines := range map[string][]string{
		"x.js": {
			`    label: "Tidy lines",`, `app.toast("Nothing moved.")`, `el("h3", null, "Left over")`, "x.title = a ? `Fix ${n}` : \"Fix all\";",
			`box.textContent = "Loading"`, `"aria-label": "Close"`,
		},
		"x.templ": {`<a title="Back">`, `<h1>Rules</h1>`, "\t\t\tOpen a sample below"},
	} {
		for _, line := range lines {
			require.NotEmpty(t, unsaid(name, line), line)
		}
	}
	for name, lines := range map[string][]string{
		"x.js":    {`label: say("Tidy lines"),`, `  group: "Edit",`, `if (e.key === "Escape") close();`, `/** Title: "Some text" */`, `icon: "down"`},
		"x.templ": {`<a title={ say.Text(ctx, "Back") }>`, `Crowsfoot`, "\tStatus string"},
	} {
		for _, line := range lines {
			require.Empty(t, unsaid(name, line), line)
		}
	}
}

func TestTextsGoThroughSay(t *testing.T) {
	var list []string
	for _, root := range []string{"../page", "../component", "../../static/js"} {
		require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || plain[filepath.Ext(path)] == nil {
				return err
			}
			source, err := os.ReadFile(path)
			list = append(list, unsaid(path, string(source))...)
			return err
		}))
	}
	slices.Sort(list)
	require.Empty(t, list, "wrap these in say, see the package's comment")
}
