//go:build !linux && !darwin

package db_test

import (
	"context"

	"palabre/internal/db"
)

func parts() map[string]func(context.Context, db.Options) error {
	return map[string]func(context.Context, db.Options) error{"migrate": migratePart}
}
