using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Store;

namespace Groundwright.Core.Delivery;

/// <summary>The settings a run was started with: from the commit it recorded, or from the copy made of an uncommitted file.</summary>
internal static class RunSettings
{
    private const string CopyName = "groundwright.yaml";

    /// <summary>Keeps an uncommitted file with the run.</summary>
    public static void Keep(string runDirectory, byte[] content) => DurableFile.Replace(Path.Combine(runDirectory, CopyName), content);

    /// <summary>What the phases of the run need.</summary>
    public static async Task<PhaseServices> Services(RunDriverParts parts, RunState state, string runDirectory, CancellationToken cancellationToken)
    {
        var source = state.Started.Configuration;
        var content = source.Commit is { } commit
            ? await parts.Repository.ReadFile(commit, SettingsReader.FileName, cancellationToken)
            : await File.ReadAllBytesAsync(Path.Combine(runDirectory, CopyName), cancellationToken);
        if (content is null) throw Gone(state);
        return parts.Services(SettingsReader.Read(SettingsReader.FileName, content).Require(), source.Uncommitted, state.Started.Base.Commit);
    }

    private static GroundwrightException Gone(RunState state) => new(Problem.Of(RunProblems.WrongState,
        $"the configuration of run {state.Id} is gone", $"It was read from {state.Started.Configuration.Commit}, which is no longer in this repository.",
        new Remedy("git fetch --all", "may bring it back")));
}
