using System.Globalization;
using System.Text;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Git.Shared;

/// <summary>The ledger's commits: reads their files with two calls of git, and makes a new one with one.</summary>
internal sealed class LedgerTree(GitProgram git, bool durable)
{
    private static readonly string[] Facts = [LedgerPaths.Releases, LedgerPaths.Marks, LedgerPaths.Environments];

    /// <summary>The facts and the newest audit record, without the signed statements.</summary>
    public async Task<IReadOnlyList<LedgerFile>> Current(string commit, CancellationToken cancellationToken) =>
        await Read(commit, [.. Facts, LedgerPaths.Head], path => !path.EndsWith(LedgerPaths.StatementEnd, StringComparison.Ordinal), cancellationToken);

    /// <summary>Every file.</summary>
    public Task<IReadOnlyList<LedgerFile>> All(string commit, CancellationToken cancellationToken) => Read(commit, [], _ => true, cancellationToken);

    /// <summary>A commit on top of another one (null: the first) that adds or replaces files. No ref moves.</summary>
    public async Task<string> Write(string? parent, IReadOnlyList<LedgerFile> files, string message, DateTimeOffset at, string temporary, CancellationToken cancellationToken)
    {
        var input = new StringBuilder();
        input.Append(CultureInfo.InvariantCulture, $"feature done\ncommit {temporary}\nmark :1\ncommitter {Identity.Groundwright.Name} <{Identity.Groundwright.Email}> {at.ToUnixTimeSeconds()} +0000\n");
        Data(input, message);
        if (parent is not null) input.Append(CultureInfo.InvariantCulture, $"from {parent}\n");
        foreach (var file in files)
        {
            input.Append(CultureInfo.InvariantCulture, $"M 100644 inline {file.Path}\n");
            Data(input, file.Text);
        }
        input.Append("\nget-mark :1\ndone\n");
        return await git.Line(new("fast-import", "--quiet", "--done", "--date-format=raw") { Input = input.ToString(), Durable = durable }, cancellationToken);
    }

    private static void Data(StringBuilder input, string text) => input.Append(CultureInfo.InvariantCulture, $"data {Encoding.UTF8.GetByteCount(text)}\n{text}\n");

    private async Task<IReadOnlyList<LedgerFile>> Read(string commit, string[] paths, Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        var listed = await git.Text(new(["ls-tree", "-rz", "--full-tree", "--end-of-options", commit, .. paths]), cancellationToken);
        var entries = TreeEntry.Parse(listed).Where(entry => entry.IsFile && wanted(entry.Path)).ToList();
        if (entries.Count == 0) return [];
        var text = await git.Text(new("cat-file", "--batch", "--buffer") { Input = string.Concat(entries.Select(entry => entry.Id + "\n")) }, cancellationToken);
        return Split(entries, Encoding.UTF8.GetBytes(text));
    }

    // Each answer is `<id> blob <bytes>`, a line end, the bytes, a line end.
    private static List<LedgerFile> Split(List<TreeEntry> entries, ReadOnlySpan<byte> answer)
    {
        var files = new List<LedgerFile>(entries.Count);
        foreach (var entry in entries)
        {
            var end = answer.IndexOf((byte)'\n');
            var head = end < 0 ? [] : Encoding.UTF8.GetString(answer[..end]).Split(' ');
            if (head is not [_, "blob", var count] || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || end + 1 + length + 1 > answer.Length)
                throw Damaged(entry.Path);
            files.Add(new LedgerFile(entry.Path, Encoding.UTF8.GetString(answer.Slice(end + 1, length))));
            answer = answer[(end + 1 + length + 1)..];
        }
        return files;
    }

    private static GroundwrightException Damaged(string path) => new(Problem.Of(EnvironmentProblems.LedgerDamaged,
        $"the ledger's file {path} cannot be read", "It is not there, or not what Groundwright writes. Nothing was changed.",
        new Remedy("git fsck", "says whether the repository is whole")));
}
