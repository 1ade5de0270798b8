package lint_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/ddl"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// TestReportsOfRealSchemas writes every form of report for real scripts: each is well
// formed, and SARIF follows its schema.
func TestReportsOfRealSchemas(t *testing.T) {
	files, err := filepath.Glob("../../shared/corpus/lint/sql/*.sql")
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("no real schemas here: ../shared/corpus/lint/sql is missing")
	}
	o := &lint.Outcome{Rules: rule.All()}
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		page := ddl.Parse(data, "").Pages[0]
		report := lint.Examine(t.Context(), page.Diagram, rule.All(), lint.Config{})
		o.Files = append(o.Files, lint.Checked{File: filepath.Base(file), Page: page, Findings: report.Findings, Ignored: report.Ignored})
	}
	write := func(form string) []byte {
		var b bytes.Buffer
		require.NoError(t, lint.Write(&b, form, o))
		require.NotEmpty(t, b.Bytes())
		return b.Bytes()
	}
	require.True(t, json.Valid(write("json")))
	validSARIF(t, o)
	d := xml.NewDecoder(bytes.NewReader(write("junit")))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else {
			require.NoError(t, err)
		}
	}
	write("markdown")
	write("text")
	t.Logf("%d files, %d bytes of SARIF", len(files), len(write("sarif")))
}
