namespace Groundwright.Cli.Views;

/// <summary>A message was left for the process that works on a run.</summary>
internal sealed record RunPosted(string RunId, string What, int? ProcessId, string? Host);

/// <summary>The log of one step.</summary>
internal sealed record LogBlock(string Step, IReadOnlyList<string> Lines);
