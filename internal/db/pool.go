package db

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// pool is a set of connections with one prepared statement for each SQL text.
//
// Parsing takes a lock of the whole process in the SQLite driver, so a text is
// parsed once a connection. A text is prepared after the transaction that first
// used it: preparing inside would ask a pool of one writer for a second one.
type pool struct {
	db         *sql.DB
	mu         sync.RWMutex
	statements map[string]*sql.Stmt
}

func newPool(db *sql.DB, connections int) *pool {
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return &pool{db: db, statements: map[string]*sql.Stmt{}}
}

// prepared returns the statement of a text, nil as long as there is none.
func (p *pool) prepared(query string) *sql.Stmt {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.statements[query]
}

// prepare keeps a statement for each text. A text that cannot be prepared stays
// unprepared: the transaction that used it has already told.
func (p *pool) prepare(ctx context.Context, queries []string) {
	for _, query := range queries {
		if p.prepared(query) != nil {
			continue
		}
		statement, err := p.db.PrepareContext(ctx, query)
		if err != nil {
			continue
		}
		p.mu.Lock()
		if p.statements[query] == nil {
			p.statements[query], statement = statement, nil
		}
		p.mu.Unlock()
		if statement != nil { // somebody else was first
			statement.Close()
		}
	}
}

func (p *pool) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var failed error
	for _, statement := range p.statements {
		failed = errors.Join(failed, statement.Close())
	}
	return errors.Join(failed, p.db.Close())
}
