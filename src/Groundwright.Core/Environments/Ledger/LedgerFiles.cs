using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments.Ledger;

/// <summary>The ledger as files and back.</summary>
public static class LedgerFiles
{
    /// <summary>What the files say. Audit records other than <see cref="LedgerPaths.Head"/> are not read here.</summary>
    /// <exception cref="GroundwrightException">A file is not what it should be (GW2071).</exception>
    public static LedgerState Read(IEnumerable<LedgerFile> files)
    {
        var releases = new List<Release>();
        var marks = new List<(string Path, ReleaseMark Mark)>();
        var environments = new Dictionary<string, EnvironmentRecord>();
        var audit = new List<AuditRecord>();
        foreach (var file in files)
        {
            if (file.Path == LedgerPaths.Head) audit.Add(Parse(file, LedgerFormat.Default.AuditRecord));
            else if (file.Path.EndsWith(LedgerPaths.StatementEnd, StringComparison.Ordinal)) continue;
            else if (Below(file, LedgerPaths.Releases)) releases.Add(Parse(file, LedgerFormat.Default.Release));
            else if (Below(file, LedgerPaths.Marks)) marks.Add((file.Path, Parse(file, LedgerFormat.Default.ReleaseMark)));
            else if (Below(file, LedgerPaths.Environments)) environments[NameOf(file.Path)] = Parse(file, LedgerFormat.Default.EnvironmentRecord);
        }
        return new LedgerState
        {
            Releases = InOrder(releases),
            Marks = [.. marks.OrderBy(entry => entry.Path, StringComparer.Ordinal).Select(entry => entry.Mark)],
            Environments = environments,
            Audit = audit,
        };
    }

    /// <summary>The files that a change adds or replaces, without its audit record.</summary>
    /// <exception cref="InvalidOperationException">The change takes away or alters what is only ever added to.</exception>
    public static IReadOnlyList<LedgerFile> Changed(LedgerState before, LedgerState after)
    {
        Insist(OnlyAdds(before.Releases, after.Releases), "releases are only ever added");
        Insist(OnlyAdds(before.Marks, after.Marks), "marks are only ever added");
        Insist(before.Environments.Keys.All(after.Environments.ContainsKey), "the record of an environment is emptied, not removed");
        var known = before.Releases.Select(release => release.Id).ToHashSet(StringComparer.Ordinal);
        Insist(after.Releases.Skip(before.Releases.Count).All(release => known.Add(release.Id)), "a release with this id is there already; its id must be made from the state that is given");
        return
        [
            .. after.Releases.Skip(before.Releases.Count).Select(Of),
            .. after.Marks.Select((mark, i) => (mark, i)).Skip(before.Marks.Count).Select(entry => Of(LedgerPaths.OfMark(entry.i + 1), entry.mark, LedgerFormat.Default.ReleaseMark)),
            .. after.Environments.Where(entry => !ReferenceEquals(before.Environments.GetValueOrDefault(entry.Key), entry.Value))
                .Select(entry => Of(LedgerPaths.OfEnvironment(entry.Key), entry.Value, LedgerFormat.Default.EnvironmentRecord)),
        ];
    }

    /// <summary>The file of a release.</summary>
    public static LedgerFile Of(Release release) => Of(LedgerPaths.OfRelease(release), release, LedgerFormat.Default.Release);

    /// <summary>The two files of an audit record that is now the newest.</summary>
    public static IReadOnlyList<LedgerFile> Of(AuditRecord record)
    {
        var file = Of(LedgerPaths.OfRecord(record.Number), record, LedgerFormat.Default.AuditRecord);
        return [file, file with { Path = LedgerPaths.Head }];
    }

    /// <summary>An audit record.</summary>
    /// <exception cref="GroundwrightException">The file is none (GW2071).</exception>
    public static AuditRecord ReadRecord(LedgerFile file) => Parse(file, LedgerFormat.Default.AuditRecord);

    /// <summary>
    /// Oldest first by the audit chain, never by clocks of different machines. Releases of earlier versions, which know no chain, come before by the end of their last check.
    /// </summary>
    public static IReadOnlyList<Release> InOrder(IEnumerable<Release> releases) =>
        [.. releases.OrderBy(release => release.Audit?.Count ?? -1).ThenBy(release => release.Ended).ThenBy(release => release.Id.Length).ThenBy(release => release.Id, StringComparer.Ordinal)];

    private static bool OnlyAdds<T>(IReadOnlyList<T> before, IReadOnlyList<T> after)
        where T : class => after.Count >= before.Count && !before.Where((entry, i) => !ReferenceEquals(entry, after[i])).Any();

    private static void Insist(bool holds, string rule)
    {
        if (!holds) throw new InvalidOperationException($"A change of the ledger breaks a rule: {rule}.");
    }

    private static LedgerFile Of<T>(string path, T value, JsonTypeInfo<T> type) => new(path, JsonSerializer.Serialize(value, type));

    private static bool Below(LedgerFile file, string folder) => file.Path.StartsWith(folder, StringComparison.Ordinal);

    private static string NameOf(string path) => PartName.Back(Path.GetFileNameWithoutExtension(path));

    private static T Parse<T>(LedgerFile file, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(file.Text, type) ?? throw Damaged(file.Path, "it is empty", null);
        }
        catch (JsonException fault)
        {
            throw Damaged(file.Path, fault.Message, fault);
        }
    }

    private static GroundwrightException Damaged(string path, string why, Exception? cause) => new(Problem.Of(EnvironmentProblems.LedgerDamaged,
        $"the ledger's file {path} cannot be read", $"{why}\nSomebody, or another version, wrote it past Groundwright. Nothing was changed.",
        new Remedy("gw audit verify", "says what else is wrong"), new Remedy($"git log -p refs/groundwright/remote/ledger -- {path}", "who changed it, where there is a remote")), cause);
}
