package main

import (
	"context"
	"errors"
	"time"
)

// cold measures a start over a large data folder until the first page is there,
// and what the server then takes at rest.
func (b *bench) cold(ctx context.Context) (err error) {
	data, err := b.seeded(ctx, b.many)
	if err != nil {
		return err
	}
	paths, err := pathsOf(data)
	if err != nil {
		return err
	}
	dir, err := b.copyOf(data)
	if err != nil {
		return err
	}
	var starts []time.Duration
	var resident, peak []float64
	for round := range b.rounds {
		began := time.Now()
		s, err := b.serveIn(ctx, dir)
		if err != nil {
			return err
		}
		if err := once(ctx, s.address, paths[(round*7919)%len(paths)]); err != nil {
			return errors.Join(err, s.stop())
		}
		starts = append(starts, time.Since(began))
		for i := range 20 {
			if err := once(ctx, s.address, paths[(i*104729)%len(paths)]); err != nil {
				return errors.Join(err, s.stop())
			}
		}
		m, err := b.rest(ctx, s)
		if err = errors.Join(err, s.stop()); err != nil {
			return err
		}
		resident, peak = append(resident, m.Resident), append(peak, m.Peak)
	}
	b.figure("cold_start_to_first_page", milliseconds(middle(starts)), "ms")
	b.figure("idle_resident", middle(resident), "MB")
	b.figure("idle_resident_peak", middle(peak), "MB")
	return nil
}

// rest waits until the server does nothing any more and what it takes has
// settled: within a second it works for less than a twentieth of it, and memory
// changes by less than a hundredth. It waits no more than two minutes.
func (b *bench) rest(ctx context.Context, s *server) (memory, error) {
	pid := s.cmd.Process.Pid
	before, err := memoryOf(pid)
	if err != nil {
		return before, err
	}
	worked := workOf(pid)
	second := time.NewTicker(time.Second)
	defer second.Stop()
	for range 120 {
		select {
		case <-ctx.Done():
			return before, ctx.Err()
		case <-second.C:
		}
		now, err := memoryOf(pid)
		if err != nil {
			return now, err
		}
		work, change := workOf(pid), now.Resident-before.Resident
		if work-worked < time.Second/20 && max(change, -change) < before.Resident/100 {
			return now, nil
		}
		before, worked = now, work
	}
	return before, errors.New("the server does not come to rest")
}
