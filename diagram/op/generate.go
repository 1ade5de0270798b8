package op

//go:generate go run ./internal/gents ../../static/js
