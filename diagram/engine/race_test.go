//go:build race

package engine_test

func init() { manyTables = 500 } // the race detector makes SQLite ten times slower
