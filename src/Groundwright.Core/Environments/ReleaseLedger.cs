using System.Globalization;
using System.Text.Json;
using Groundwright.Core.Runs.Store;

namespace Groundwright.Core.Environments;

/// <summary>The releases of every environment, oldest first: one JSON object a line, only ever added. Written under the environment's lock.</summary>
public sealed class ReleaseLedger(string gitDirectory)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>All releases of an environment; a line torn by a crash is left out.</summary>
    public IReadOnlyList<Release> List(string environment)
    {
        var file = FileOf(environment);
        if (!File.Exists(file)) return [];
        return [.. File.ReadAllText(file).Split('\n').SkipLast(1).Select(line => JsonSerializer.Deserialize<Release>(line, Options)!)];
    }

    /// <summary>The release that a run made of a commit here; null when it made none.</summary>
    public Release? Find(string environment, string runId, string commit) =>
        List(environment).LastOrDefault(release => release.RunId == runId && release.Commit == commit);

    /// <summary>Id of the next release of a day.</summary>
    public string NextId(string environment, DateTimeOffset now)
    {
        var day = $"{environment}-{now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}-";
        return day + (1 + List(environment).Count(release => release.Id.StartsWith(day, StringComparison.Ordinal))).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Adds a release durably.</summary>
    public void Add(Release release)
    {
        var file = FileOf(release.Environment);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var lines = List(release.Environment).Append(release).Select(entry => JsonSerializer.Serialize(entry, Options) + "\n");
        DurableFile.Replace(file, System.Text.Encoding.UTF8.GetBytes(string.Concat(lines)));
    }

    private string FileOf(string environment) => Path.Combine(EnvironmentFolders.Of(gitDirectory, environment), "releases.jsonl");
}
