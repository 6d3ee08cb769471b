package main

import (
	"context"
	"runtime"

	"palabre/bench/load"
)

// generate is the process that asks. One processor is enough for it, and leaves
// the other to the server.
func generate(ctx context.Context) error {
	runtime.GOMAXPROCS(1)
	return questions(func(s load.Spec) (any, error) { return load.Run(ctx, s) })
}

// crowding is what a process is asked that holds a crowd: to gather one, or to
// let it leave.
type crowding struct{ Gather *load.Party }

// holdCrowd is the process of connections that are only in the way.
func holdCrowd(ctx context.Context) error {
	runtime.GOMAXPROCS(1)
	var crowd *load.Crowd
	return questions(func(c crowding) (any, error) {
		if c.Gather == nil {
			return crowd.Leave(), nil
		}
		var err error
		crowd, err = load.Gather(ctx, *c.Gather)
		return struct{}{}, err
	})
}
