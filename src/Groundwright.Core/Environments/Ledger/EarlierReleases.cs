using System.Globalization;
using System.Text.Json;
using Groundwright.Core.Requests;

namespace Groundwright.Core.Environments.Ledger;

/// <summary>Releases that an earlier version wrote into a file of one clone: they are taken over into the ledger, once.</summary>
/// <param name="gitDirectory">The git common directory. Absolute.</param>
public sealed class EarlierReleases(string gitDirectory)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The change that takes them over; null: there are none.</summary>
    public LedgerChange? Change()
    {
        var found = Environments().SelectMany(environment => Read(FileOf(environment))).ToList();
        if (found.Count == 0) return null;
        var fact = new AuditFact("take-over", new Actor("groundwright", "system"), null, null, $"releases of an earlier version: {found.Count}");
        return new LedgerChange(fact, state => found.Aggregate(state, Add));
    }

    /// <summary>Puts the files aside; called once the change is durable.</summary>
    public void PutAside()
    {
        foreach (var file in Environments().Select(FileOf)) File.Move(file, file + ".taken-over", overwrite: true);
    }

    /// <summary>One JSON object a line; a line torn by a crash is left out.</summary>
    private static IEnumerable<Release> Read(string file) => File.ReadAllText(file).Split('\n').SkipLast(1).Select(line => JsonSerializer.Deserialize<Release>(line, Options)!);

    private static LedgerState Add(LedgerState state, Release release)
    {
        var same = state.Releases.Any(known => known.RunId == release.RunId && known.Commit == release.Commit && known.Started == release.Started);
        return same ? state : state with { Releases = [.. state.Releases, release with { Id = FreeId(state, release) }] };
    }

    // Two clones may have given the same id to different releases.
    private static string FreeId(LedgerState state, Release release)
    {
        if (state.Releases.All(known => known.Id != release.Id)) return release.Id;
        var day = release.Id[..(release.Id.LastIndexOf('-') + 1)];
        for (var number = 1; ; number++)
        {
            var id = day + number.ToString(CultureInfo.InvariantCulture);
            if (state.Releases.All(known => known.Id != id)) return id;
        }
    }

    private IReadOnlyList<string> Environments()
    {
        var folder = Path.GetDirectoryName(EnvironmentFolders.Of(gitDirectory, "any"))!;
        return Directory.Exists(folder) ? [.. Directory.GetDirectories(folder).Select(Path.GetFileName).OfType<string>().Where(name => File.Exists(FileOf(name)))] : [];
    }

    private string FileOf(string environment) => Path.Combine(EnvironmentFolders.Of(gitDirectory, environment), "releases.jsonl");
}
