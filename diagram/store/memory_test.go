package store_test

import (
	"testing"

	"crowsfoot/diagram/store"
	"crowsfoot/diagram/store/storetest"
)

func TestMemory(t *testing.T) {
	storetest.Run(t, func(*testing.T) (store.Store, func() store.Store) {
		m := store.NewMemory()
		return m, func() store.Store { return m }
	})
}
