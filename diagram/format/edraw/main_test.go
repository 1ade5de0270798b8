package edraw_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain makes fewer checks of each property than rapid does by itself, unless it is told
// how many: a diagram is written, read and measured in each.
func TestMain(m *testing.M) {
	flag.Parse()
	given := os.Getenv("RAPID_CHECKS") != ""
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "rapid.checks" })
	if !given {
		if err := flag.Set("rapid.checks", "30"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
