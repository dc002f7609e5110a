namespace Groundwright.Cli.Services;

/// <summary>State files (<c>ipe_state.json</c>) on standard input and output, so that phases can be piped (<c>--state -</c>).</summary>
internal interface IStatePipe
{
    /// <summary>Takes a state up: afterwards a run of its id can be started or continued with its values.</summary>
    /// <exception cref="Core.Problems.GroundwrightException">It is not a state file.</exception>
    Task<PipedState> Take(string json, CancellationToken cancellationToken);

    /// <summary>The state file of a run as it is now.</summary>
    Task<string> Give(string runId, CancellationToken cancellationToken);
}

/// <summary>What a piped state is about.</summary>
internal sealed record PipedState(string RunId, string? IssueNumber);
