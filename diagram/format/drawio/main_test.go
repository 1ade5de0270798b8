package drawio_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain makes rapid do 30 checks of each property where nobody asks for another number:
// a check reads and writes whole files.
func TestMain(m *testing.M) {
	flag.Parse()
	isGiven := false
	flag.Visit(func(f *flag.Flag) { isGiven = isGiven || f.Name == "rapid.checks" })
	if !isGiven {
		if err := flag.Set("rapid.checks", "30"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
