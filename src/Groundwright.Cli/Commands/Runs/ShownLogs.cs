using System.Text.Json;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Commands.Runs;

/// <summary>Shows the logs of a run's steps as they grow, and says which of them cannot be believed (T9).</summary>
internal sealed class ShownLogs(CommandContext context, string runId)
{
    private readonly Dictionary<string, LogTail> tails = [];
    private readonly HashSet<string> judged = [];
    private string last = "";

    /// <summary>Whether there was no step at all.</summary>
    public bool IsEmpty => tails.Count == 0;

    /// <summary>Shows what is new of a step.</summary>
    /// <param name="state">The run, read before the log.</param>
    /// <param name="step">The step.</param>
    /// <param name="goesOn">Whether this is called again.</param>
    public void Show(RunState state, StepState step, bool goesOn)
    {
        if (!tails.TryGetValue(step.Key, out var tail)) tails[step.Key] = tail = new LogTail(context.Services.LogFile(runId, step.Key));
        var lines = tail.Read(goesOn && step.Completed is null);
        var verdict = goesOn && step.Completed is null ? null : RunLogs.Judge(context.Services.Runs.DirectoryOf(runId), state, step.Key);
        var isNews = verdict is { Standing: LogStanding.Unknown } && judged.Add(step.Key);
        if (lines.Count == 0 && !isNews) return;
        var masked = lines.Select(context.Services.Mask).ToList();
        if (context.Options.Json) Write(step.Key, masked, verdict);
        else Print(step.Key, masked, isNews ? verdict!.Reason : null);
    }

    private void Write(string key, List<string> lines, LogVerdict? verdict)
    {
        var block = new LogBlock(key, lines, verdict?.Standing.ToString().ToLowerInvariant(), verdict?.Reason);
        context.Terminal.Out.WriteLine(JsonSerializer.Serialize(block, CliJson.Default.LogBlock));
    }

    private void Print(string key, List<string> lines, string? doubt)
    {
        if (lines.Count > 0)
        {
            var screen = new Screen();
            if (key != last) screen.Add(new Line().Add("── ", Tone.Dim).Add(StepKey.Path(key), Tone.Strong).Add(" ──", Tone.Dim));
            foreach (var line in lines) screen.Add(ToolLine.Readable(line));
            context.Show(screen);
            last = key;
        }
        if (doubt is not null) context.Warn($"  unknown: the log of {StepKey.Path(key)} is not what the step printed, {doubt}. It proves nothing.");
    }
}
