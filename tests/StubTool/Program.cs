using StubTool;

// A real program for tests to start. The first argument is the verb:
//
//   lines <count> [text]          prints "<text> 1", "<text> 2", ... (text: "line")
//   errors <count> [text]         the same on standard error
//   bytes <count> [per-line]      prints so many 'x', with a line break after every <per-line> of them (default: none)
//   exit <code>                   ends with this code
//   sleep <seconds>               sleeps
//   drip <count> <milliseconds>   prints a line, sleeps, prints a line ...
//   stubborn <seconds>            prints "ready", ignores SIGINT and SIGTERM, sleeps
//   graceful <seconds>            prints "ready", sleeps; on SIGINT prints "interrupted" and ends with code 130
//   describe                      prints {"arguments","environment","directory","input"} as JSON; input is read to its end
//   count <file>                  appends one line to the file: how often was I called
//   child <seconds>               starts `sleep` as a child in the background, prints its id, waits for it
//   escape <seconds>              starts `sleep` in a session of its own, with an empty environment and no streams; prints its id; sleeps as well
//   daemon <seconds>              the same by a double fork, then ends at once
//   talkative-daemon <seconds>    the same, but the daemon keeps standard output and error
//   run <owner> <program> ...     runs a program through Groundwright's runner, owned by a run, printing its lines
//   lock <file> <program> ...     locks a file, starts a program through Groundwright's runner that inherits the lock, printing its lines
//   detach <program> ...          starts a program through Groundwright's runner that outlives it, prints its id, and sleeps for a minute
//   host <folder> <nonce>         is the effect host of an effect's folder
//   acp <step> ...                is an agent of the Agent Client Protocol that plays these steps; they are listed in AcpScene.cs
//
// A handle inherited from the parent is held as long as any verb runs.
return args switch
{
    ["lines", var count, .. var text] => Printing.Lines(Console.Out, int.Parse(count), text),
    ["errors", var count, .. var text] => Printing.Lines(Console.Error, int.Parse(count), text),
    ["bytes", var count, .. var perLine] => Printing.Bytes(long.Parse(count), perLine.Length > 0 ? int.Parse(perLine[0]) : int.MaxValue),
    ["exit", var code] => int.Parse(code),
    ["sleep", var seconds] => Waiting.Sleep(seconds),
    ["drip", var count, var pause] => Printing.Drip(int.Parse(count), int.Parse(pause)),
    ["stubborn", var seconds] => Waiting.Stubborn(seconds),
    ["graceful", var seconds] => Waiting.Graceful(seconds),
    ["describe", ..] => Printing.Describe(args),
    ["count", var file] => Printing.Count(file),
    ["child", var seconds] => Forking.Child(seconds),
    ["escape", var seconds] => Forking.Escape(seconds),
    ["daemon", var seconds] => Forking.Daemon(seconds, "exec >/dev/null 2>&1 </dev/null; "),
    ["talkative-daemon", var seconds] => Forking.Daemon(seconds, ""),
    ["run", var owner, var program, .. var rest] => await Product.Run(owner, program, rest),
    ["lock", var file, var program, .. var rest] => await Product.Lock(file, program, rest),
    ["detach", var program, .. var rest] => Product.Detach(program, rest),
    ["host", var folder, var nonce] => await Product.Host(folder, nonce),
    ["acp", .. var steps] => await new AcpAgent(steps).Run(),
    _ => throw new ArgumentException($"no such verb: {string.Join(' ', args)}"),
};
