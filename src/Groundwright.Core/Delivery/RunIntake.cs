using System.Security.Cryptography;
using Groundwright.Core.Configuration;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Projections;

namespace Groundwright.Core.Delivery;

/// <summary>Everything that can be wrong with a new run is found before anything is written.</summary>
internal sealed class RunIntake(RunDriverParts parts)
{
    public async Task<RunIntent> Check(StartRun start, CancellationToken cancellationToken)
    {
        var tip = await parts.Repository.DefaultBranch(fetch: true, cancellationToken);
        var loaded = await SettingsLoader.Load(parts.Repository, tip, start.Uncommitted, cancellationToken);
        var phases = Workflows.Resolve(start.Work.Workflow, loaded.Settings);
        var services = await parts.Services(loaded.Settings, loaded.Uncommitted, tip.Commit, cancellationToken);
        AgentReadiness.Check(services, phases);
        var request = start.Request ?? await parts.Requests.Read(start.Reference, cancellationToken);
        Confinement.Check(request, loaded.Settings, services.Sandbox);
        var id = start.RunId is { } given ? RunId.Parse(given) : parts.NewId();
        var old = Adopt(id);
        var begin = start.Work.Options.GetValueOrDefault(HotfixOption.Name) is { } mended ? await Hotfix.Base(mended, tip, services, cancellationToken) : tip;
        var started = new RunStarted(JournalFormat.Version, id, request, start.Work.Actor, begin,
            new ConfigurationSource(loaded.Commit, loaded.Sha256, loaded.Uncommitted), ToolVersion.Current)
        {
            Workflow = start.Work.Workflow,
            Phases = phases,
            Options = start.Work.Options,
            Unconfined = services.Sandbox.Absence?.Summary,
            Adopted = old?.Values ?? new Dictionary<string, System.Text.Json.JsonElement>(),
            AdoptedPhases = old?.DonePhases ?? [],
            AdoptedFacts = old is null ? new Dictionary<string, string>() : FactsOf(old),
        };
        var copy = loaded.Uncommitted ? await File.ReadAllBytesAsync(Path.Combine(parts.Repository.Root, SettingsReader.FileName), cancellationToken) : null;
        if (copy is not null && Convert.ToHexStringLower(SHA256.HashData(copy)) != loaded.Sha256) return await Check(start, cancellationToken);
        return new RunIntent(started, copy);
    }

    /// <summary>A state file that no journal stands behind was left by the old system: its run is continued.</summary>
    private AdoptedState? Adopt(string id)
    {
        var files = parts.Files(id);
        return files.ReadState()?.Adopt($"{files.Folder}/{StateFile.Name}");
    }

    private static Dictionary<string, string> FactsOf(AdoptedState old)
    {
        var facts = new Dictionary<string, string>();
        if (old.Branch is { } branch) facts[RunFacts.Branch] = branch;
        if (old.Spec is { } spec) facts[RunFacts.Spec] = spec;
        if (old.Class is { } found) facts[RunFacts.Class] = found.Word();
        return facts;
    }
}

/// <summary>A run that may be started.</summary>
/// <param name="Started">Its first event.</param>
/// <param name="Configuration">Bytes of an uncommitted configuration; null when it is committed.</param>
internal sealed record RunIntent(RunStarted Started, byte[]? Configuration);
