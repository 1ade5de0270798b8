//go:build race

package formattest

// slack is how much more memory the race detector lets lie about.
const slack = 2
