using Groundwright.Core.Agents;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Agents.CodingClis;

/// <summary>One piece of work of a coding CLI: called, and called again to go on in its own session where a passing fault stopped it.</summary>
internal sealed class CliWork(ICodingCli cli, CodingCliParts parts, Action<AgentEvent> onEvent)
{
    private const int MostCalls = 3;
    private const int KeptBytes = 64 * 1024;

    private readonly List<CliEnd?> ends = [];

    /// <summary>Does the work that a first call begins.</summary>
    public async Task<AgentOutcome> Do(CliCall first, CancellationToken cancellationToken)
    {
        var begun = parts.Clock.GetTimestamp();
        try
        {
            for (var call = first; ;)
            {
                var (problem, output) = await Make(call, cancellationToken);
                var text = Wording.Whole(output.End?.Text);
                if (problem is not { Retry.CanHelp: true } || ends.Count == MostCalls || !output.CanGoOn) return new AgentOutcome(problem, Used(begun), text);
                var pause = parts.Pause ?? problem.Retry.After ?? TimeSpan.FromSeconds(5);
                onEvent(new AgentMessage($"{problem.Summary}; goes on in {pause.TotalSeconds:0} s"));
                await Task.Delay(pause, parts.Clock, cancellationToken);
                if (Rest(first.Task.Limits, begun) is not { } rest) return new AgentOutcome(problem, Used(begun), text);
                call = first with { Session = output.Session, Task = first.Task with { Limits = rest } };
            }
        }
        finally
        {
            onEvent(new AgentUsed(Used(begun)));
        }
    }

    private async Task<(Problem? Problem, ICliOutput Output)> Make(CliCall call, CancellationToken cancellationToken)
    {
        var output = cli.Read(call);
        var tail = new OutputTail(KeptBytes);
        var command = cli.Command(call) with
        {
            WorkingDirectory = call.Task.Directory,
            Timeout = call.Task.Limits.WallClock,
            SilenceLimit = call.Task.Limits.Silence,
            OutputLimit = call.Task.Limits.OutputBytes,
            CaptureLimit = KeptBytes,
            Owner = call.Task.RunId,
        };
        try
        {
            var result = await new CliProcess(parts).Run(call.Room.Enter(command), call.Prompt, output, line => Hear(line, output, tail), cancellationToken);
            ends.Add(End(output));
            return (CliProblems.Of(result, output, call.Task, cli, tail.Everything), output);
        }
        catch (OperationCanceledException)
        {
            ends.Add(End(output));
            throw;
        }
    }

    private void Hear(OutputLine line, ICliOutput output, OutputTail tail)
    {
        if (line.IsError)
        {
            tail.Add(line);
            onEvent(new AgentOutput(true, line.Text));
            foreach (var meant in output.TakeError(line.Text)) onEvent(meant);
            return;
        }
        onEvent(new AgentRaw(line.Text));
        var events = output.Take(line.Text);
        if (events.Count == 0) tail.Add(line);
        foreach (var @event in events) onEvent(@event);
    }

    // A session begins with the first question to the model; where none was begun, nothing was used.
    private static CliEnd? End(ICliOutput output) => output.End ?? (output.Session is null ? new CliEnd(CliFault.Other, new AgentUsage(0, 0, 0, TimeSpan.Zero), "") : null);

    private AgentLimits? Rest(AgentLimits limits, long begun)
    {
        var used = Used(begun);
        var left = limits with
        {
            WallClock = limits.WallClock - used.Duration,
            Usd = limits.Usd - (used.Usd ?? 0),
            Turns = limits.Turns - (used.Turns ?? 0),
        };
        return left.WallClock <= TimeSpan.Zero || left.Usd <= 0 || left.Turns <= 0 ? null : left;
    }

    private AgentUsage Used(long begun)
    {
        var time = parts.Clock.GetElapsedTime(begun);
        if (ends.Count == 0) return new AgentUsage(0, 0, 0, time);
        if (ends[^1] is { CountsSession: true, Usage: var whole }) return whole with { Duration = time };
        return new AgentUsage(
            ends.TrueForAll(end => end?.Usage.Tokens is not null) ? ends.Sum(end => end!.Usage.Tokens) : null,
            ends.TrueForAll(end => end?.Usage.Usd is not null) ? ends.Sum(end => end!.Usage.Usd) : null,
            ends.TrueForAll(end => end?.Usage.Turns is not null) ? ends.Sum(end => end!.Usage.Turns) : null,
            time);
    }
}
