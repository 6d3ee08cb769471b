package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// The roles of the processes beside the one that measures. Each reads what it is
// asked on its standard input and answers on its standard output, a line of JSON
// each; it ends when its input ends. Its standard error is a file, as a server's
// log is.
const (
	roleServer    = "server"
	roleYardstick = "yardstick"
	roleLoad      = "load"
	roleCrowd     = "crowd"
)

// collects is the GOGC of the servers that are measured: the program's own, and the
// same for the yardstick beside it.
const collects = 200

// process is one that this one has started.
type process struct {
	cmd     *exec.Cmd
	input   io.WriteCloser
	answers *bufio.Reader
	log     string
}

func (b *bench) start(ctx context.Context, log string, args ...string) (*process, error) {
	file, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer file.Close() // the child has its own
	cmd := exec.CommandContext(ctx, b.program, args...)
	cmd.Stderr = file
	input, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	output, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return &process{cmd, input, bufio.NewReader(output), log}, nil
}

// ask sends a question and reads the answer into it.
func (p *process) ask(question, answer any) error {
	if err := json.NewEncoder(p.input).Encode(question); err != nil {
		return p.failed(err)
	}
	return p.read(answer)
}

func (p *process) read(answer any) error {
	line, err := p.answers.ReadBytes('\n')
	if err != nil {
		return p.failed(err)
	}
	var failure struct{ Error string }
	if err := json.Unmarshal(line, &failure); err != nil {
		return p.failed(err)
	}
	if failure.Error != "" {
		return errors.New(failure.Error)
	}
	return json.Unmarshal(line, answer)
}

// failed says what the process said last.
func (p *process) failed(err error) error {
	said, _ := os.ReadFile(p.log)
	lines := strings.Split(strings.TrimSpace(string(said)), "\n")
	return fmt.Errorf("%s: %w: %s", p.cmd.Args[1], err, lines[len(lines)-1])
}

// stop ends the process and waits for it.
func (p *process) stop() error {
	if err := errors.Join(p.input.Close(), p.cmd.Wait()); err != nil {
		return p.failed(err)
	}
	return nil
}

// answer is what a process beside says: a value, or what went wrong.
func answer(value any, err error) error {
	if err != nil {
		value = struct{ Error string }{err.Error()}
	}
	return json.NewEncoder(os.Stdout).Encode(value)
}

// questions gives each question to the function and writes what it answers,
// until there are no more.
func questions[Q any](do func(Q) (any, error)) error {
	for decoder := json.NewDecoder(os.Stdin); ; {
		var question Q
		switch err := decoder.Decode(&question); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		if err := answer(do(question)); err != nil {
			return err
		}
	}
}
