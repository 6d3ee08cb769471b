package db

import "database/sql"

// Readers is the pool that reads, for tests that look at each of its connections.
func (d *DB) Readers() *sql.DB { return d.readers.db }
