package main

import (
	"context"
	"errors"
	"strconv"

	"palabre/bench/load"
)

// percents are the values of GOGC that are compared; the first is Go's own.
var percents = []int{100, 200, 400}

// collected compares how often memory is collected: what it is worth to pages
// that are made when they are asked for, and what it takes.
func (b *bench) collected(ctx context.Context) (err error) {
	data, err := b.seeded(ctx, fewer)
	if err != nil {
		return err
	}
	articles, err := pathsOf(data)
	if err != nil {
		return err
	}
	var servers []*server
	defer func() {
		for _, s := range servers {
			err = errors.Join(err, s.end())
		}
	}()
	for _, percent := range percents {
		s, err := b.serve(ctx, data, "-cache=-1", "-gogc="+strconv.Itoa(percent))
		if err != nil {
			return err
		}
		servers = append(servers, s)
	}
	for _, page := range pages(articles) {
		if err := b.percents(ctx, servers, page); err != nil {
			return err
		}
	}
	for i, s := range servers {
		m, err := memoryOf(s.cmd.Process.Pid)
		if err != nil {
			return err
		}
		b.figure("collected_"+strconv.Itoa(percents[i])+"_resident_peak", m.Peak, "MB")
	}
	return nil
}

func (b *bench) percents(ctx context.Context, servers []*server, page page) error {
	ratios, sums := make([][]float64, len(servers)), make([]turns, len(servers))
	for range b.rounds {
		round := make([]turns, len(servers))
		for pass := range 2 { // there and back, so that none is always the first
			for i := range servers {
				if pass == 1 {
					i = len(servers) - 1 - i
				}
				of := load.Spec{
					Address: servers[i].address, Host: host, Paths: page.paths, Status: 200, Length: -1,
					Warm: b.length / 8, Measure: b.length / 2,
				}
				if err := b.turn(ctx, servers[i], of, &round[i]); err != nil {
					return err
				}
			}
		}
		for i := range servers {
			ratios[i] = append(ratios[i], round[i].rate()/round[0].rate())
			sums[i] = sums[i].and(round[i])
		}
	}
	for i, percent := range percents {
		name := "collected_" + strconv.Itoa(percent) + "_" + page.name
		b.figure(name+"_ratio", middle(ratios[i]), "of the rate at 100")
		b.figure(name+"_work", sums[i].each(), "us of processor/page")
	}
	return nil
}
