//go:build !race

package formattest

const slack = 1
