namespace Groundwright.Cli.Views;

/// <summary>A message was left for the process that works on a run.</summary>
internal sealed record RunPosted(string RunId, string What, int? ProcessId, string? Host);

/// <summary>The log of one step, or a piece of it while it grows.</summary>
/// <param name="Step">Key of the step.</param>
/// <param name="Lines">What it printed.</param>
/// <param name="Log"><c>whole</c>, <c>unfinished</c> or <c>unknown</c>, with the last piece; an unknown one is cut, changed or gone and proves nothing.</param>
/// <param name="Reason">Why it is unknown.</param>
internal sealed record LogBlock(string Step, IReadOnlyList<string> Lines, string? Log, string? Reason);
