package engine

import (
	"context"
	"crypto/rand"
	"database/sql"
	"strconv"
	"strings"
	"time"
)

// proofPrefix begins the names of throwaway databases. Behind it stands when they were
// made, in seconds since 1970 to the base of 36, and what tells them apart.
const proofPrefix = "crowsfoot_proof_"

// leftAfter is the age at which nobody is using a throwaway database any more.
const leftAfter = 10*MaxProof + dropTime

// What a name of ours ends with has this length, and none was made before 2026.
const (
	tailLength = 12
	firstProof = 1_767_225_600
)

func proofName(now time.Time) string {
	return proofPrefix + strconv.FormatInt(now.Unix(), 36) + "_" + strings.ToLower(rand.Text())[:tailLength]
}

// isLeftover tells of a throwaway database whose proof must have ended long ago: the
// program was killed before it dropped it.
func isLeftover(name string, now time.Time) bool {
	rest, ok := strings.CutPrefix(name, proofPrefix)
	stamp, tail, _ := strings.Cut(rest, "_")
	made, err := strconv.ParseInt(stamp, 36, 64)
	return ok && len(tail) == tailLength && err == nil && made > firstProof && now.Sub(time.Unix(made, 0)) > leftAfter
}

// dropLeftovers drops what earlier proofs left behind. What it may not drop stays: this
// proof needs it not.
func (s Server) dropLeftovers(ctx context.Context, admin *sql.DB, now time.Time) error {
	query := "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE ?"
	if s.address.Engine == "postgres" {
		query = "SELECT datname FROM pg_catalog.pg_database WHERE datname LIKE $1"
	}
	rows, err := admin.QueryContext(ctx, query, strings.ReplaceAll(proofPrefix, "_", `\_`)+"%")
	if err != nil {
		return err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		if isLeftover(name, now) {
			names = append(names, name)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, name := range names {
		if err := s.drop(ctx, admin, name); err != nil && serverCode(err) == "" {
			return err
		}
	}
	return nil
}
