using Groundwright.Core.Runs.Projections;

namespace Groundwright.Cli.Services;

/// <summary>State files between pipes and <c>agents/&lt;id&gt;/</c>.</summary>
internal sealed class StatePipe(Composition services) : IStatePipe
{
    /// <inheritdoc/>
    public Task<PipedState> Take(string json, CancellationToken cancellationToken)
    {
        var state = StateFile.Read(json, "standard input");
        var adopted = state.Adopt("standard input");
        var known = services.Runs.List().Any(run => run.RunId == adopted.Id);
        // A run of ours is continued from its journal; only a foreign state is written down, for the new run to take up.
        if (!known) services.FilesOf(adopted.Id).WriteState(state);
        return Task.FromResult(new PipedState(adopted.Id, adopted.IssueNumber));
    }

    /// <inheritdoc/>
    public Task<string> Give(string runId, CancellationToken cancellationToken)
    {
        var files = services.FilesOf(runId);
        var state = StateFile.Project(services.Fold(services.Runs.Read(runId)), files.ReadState());
        return Task.FromResult(state.ToJson());
    }
}
