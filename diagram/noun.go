package diagram

import "fmt"

// Counted says how many there are of something: "1 table", "2 tables".
func Counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
