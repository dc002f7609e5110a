using System.Security.Cryptography;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Store;
using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Delivery;

/// <summary>The settings a run was started with: from the commit it recorded, or from the copy made of an uncommitted file.</summary>
internal static class RunSettings
{
    /// <summary>Keeps an uncommitted file with the run, under the hash that the run's first record names: two that begin the same run at once do not get in each other's way.</summary>
    /// <exception cref="GroundwrightException">GW1307: the disk refuses it.</exception>
    public static void Keep(string runDirectory, byte[] content)
    {
        try
        {
            PrivateFiles.CreateFolder(runDirectory);
            DurableFile.Replace(CopyOf(runDirectory, Hash(content)), content);
        }
        catch (Exception fault) when (DiskFault.Is(fault))
        {
            throw new GroundwrightException(StoreProblems.Refused(runDirectory, fault, "The run was not started."), fault);
        }
    }

    /// <summary>What the phases of the run need.</summary>
    public static async Task<PhaseServices> Services(RunDriverParts parts, RunState state, string runDirectory, CancellationToken cancellationToken)
    {
        var source = state.Started.Configuration;
        var content = source.Commit is { } commit
            ? await parts.Repository.ReadFile(commit, SettingsReader.FileName, cancellationToken) ?? throw Gone(state)
            : await Copy(state, runDirectory, cancellationToken);
        return await parts.Services(SettingsReader.Read(SettingsReader.FileName, content).Require(), source.Uncommitted, state.Started.Base.Commit, cancellationToken);
    }

    private static async Task<byte[]> Copy(RunState state, string runDirectory, CancellationToken cancellationToken)
    {
        var sha = state.Started.Configuration.Sha256;
        var file = CopyOf(runDirectory, sha);
        var content = File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellationToken) : null;
        return content is not null && Hash(content) == sha ? content : throw Lost(state, file, content is null ? "gone" : "not what it was");
    }

    private static string CopyOf(string runDirectory, string sha256) => Path.Combine(runDirectory, $"configuration-{sha256[..16]}.yaml");

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static GroundwrightException Gone(RunState state) => new(Problem.Of(RunProblems.WrongState,
        $"the configuration of run {state.Id} is gone", $"It was read from {state.Started.Configuration.Commit}, which is no longer in this repository.",
        new Remedy("git fetch --all", "may bring it back")));

    private static GroundwrightException Lost(RunState state, string file, string what) => new(Problem.Of(RunProblems.WrongState,
        $"the configuration of run {state.Id} is {what}", $"It was not committed; the copy made at its start is {file}.",
        new Remedy($"gw runs cancel {state.Id}", "ends this run; a new one can be started")));
}
