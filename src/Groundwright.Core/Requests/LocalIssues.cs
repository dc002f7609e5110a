using System.Text;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs.Projections;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Requests;

/// <summary>
/// Issues that are files of the repository, <c>issues/&lt;n&gt;-slug.md</c>. The checkout is looked at first, so an issue need not be committed; a number
/// that is not there is looked for on the default branch.
/// </summary>
/// <param name="root">Root of the checkout.</param>
/// <param name="repository">Where the default branch is read.</param>
public sealed class LocalIssues(string root, IRepository repository) : IRequestSource
{
    /// <summary>Folder of the issues.</summary>
    public const string Folder = "issues";

    /// <summary>Most bytes an issue may have.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <inheritdoc/>
    public async Task<Request> Read(string reference, CancellationToken cancellationToken)
    {
        var wanted = IssueReference.Parse(reference, root);
        if (wanted.Path is { } path)
        {
            if (await Find(path, cancellationToken) is { } file) return await Trust(ReadIssue(file, IssueReference.NumberOf(path)), file, cancellationToken);
            var same = (await All(cancellationToken)).Where(issue => IssueReference.NumberOf(issue) is { } number && number == IssueReference.NumberOf(path));
            throw NotFound($"there is no file `{path}`", [.. same]);
        }

        var all = await All(cancellationToken);
        var matches = all.Where(issue => IssueReference.NumberOf(issue) == wanted.Number).ToList();
        return matches switch
        {
            [] => throw NotFound($"there is no issue {wanted.Number}", all),
            [var only] when await Find(only, cancellationToken) is { } file => await Trust(ReadIssue(file, wanted.Number), file, cancellationToken),
            [var only] => throw NotFound($"there is no file `{only}`", []),
            _ => throw Several(wanted.Number!, matches),
        };
    }

    private static Request ReadIssue(FoundIssue found, string? number)
    {
        if (found.Bytes.Length > MaxBytes)
            throw At(RequestProblems.TooLarge, found.Path, $"`{found.Path}` is larger than 1 MiB", "An issue is a text for people; put data into files of their own and name them in it.");
        string text;
        try
        {
            text = Strict.GetString(found.Bytes);
        }
        catch (DecoderFallbackException fault)
        {
            var line = 1 + found.Bytes.AsSpan(0, Math.Clamp(fault.Index, 0, found.Bytes.Length)).Count((byte)'\n');
            throw At(RequestProblems.NotText, found.Path, $"`{found.Path}` is not UTF-8 text", $"The byte at offset {Math.Max(fault.Index, 0)} belongs to no character.", line);
        }
        return IssueFile.Read(text, found.Path, number);
    }

    /// <summary>
    /// What only a branch holds that is checked out was written by whoever wrote the branch: for a pull request that is anybody. A file that is in no commit was written here.
    /// </summary>
    private async Task<Request> Trust(Request request, FoundIssue found, CancellationToken cancellationToken)
    {
        var tip = await repository.DefaultBranch(fetch: false, cancellationToken);
        if (!await Holds("HEAD") || await Holds(tip.Commit)) return request;
        return request with { Trusted = await repository.BranchCommit(tip.Name, cancellationToken) is { } local && await Holds(local) };

        async Task<bool> Holds(string commit) => await repository.ReadFile(commit, found.Path, cancellationToken) is { } bytes && bytes.AsSpan().SequenceEqual(found.Bytes);
    }

    private async Task<FoundIssue?> Find(string path, CancellationToken cancellationToken)
    {
        if (ReadCheckout(path) is { } here) return new FoundIssue(path, here);
        var tip = await repository.DefaultBranch(fetch: false, cancellationToken);
        return await repository.ReadFile(tip.Commit, path, cancellationToken) is { } committed ? new FoundIssue(path, committed) : null;
    }

    private byte[]? ReadCheckout(string path)
    {
        if (LinkFreePath.FirstLink(root, path) is { } link) throw Linked(path, link);
        var file = new FileInfo(Path.Combine(root, path));
        if (!file.Exists) return null;
        // A pipe or a device has no length; opening one could wait for ever.
        if (file.Length == 0) return [];
        try
        {
            using var stream = file.OpenRead();
            var bytes = new byte[Math.Min(file.Length, MaxBytes) + 1];
            return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw At(RequestProblems.Unreadable, path, $"`{path}` cannot be read", fault.Message);
        }
    }

    /// <summary>Issue files of the checkout and, where their number is not there, of the default branch; by number.</summary>
    private async Task<IReadOnlyList<string>> All(CancellationToken cancellationToken)
    {
        if (LinkFreePath.FirstLink(root, Folder) is not null) throw Linked(Folder, Folder);
        var folder = Path.Combine(root, Folder);
        var here = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(file => $"{Folder}/{Path.GetFileName(file)}").Where(IsIssue).ToList() : [];
        var numbers = here.Select(IssueReference.NumberOf).ToHashSet();
        var tip = await repository.DefaultBranch(fetch: false, cancellationToken);
        var committed = await repository.ListFiles(tip.Commit, Folder, cancellationToken);
        return [.. here.Concat(committed.Where(IsIssue).Where(file => !numbers.Contains(IssueReference.NumberOf(file))))
            .OrderBy(file => IssueReference.NumberOf(file)!.Length).ThenBy(IssueReference.NumberOf, StringComparer.Ordinal).ThenBy(file => file, StringComparer.Ordinal)];
    }

    private static bool IsIssue(string path) => IssueReference.NumberOf(path) is not null;

    private static GroundwrightException NotFound(string summary, IReadOnlyList<string> there)
    {
        const int shown = 10;
        var list = string.Join(", ", there.Take(shown)) + (there.Count > shown ? $" and {there.Count - shown} more" : "");
        var detail = there.Count > 0 ? $"There is: {list}." : $"An issue is a file `{Folder}/<number>-<words>.md`; it need not be committed.";
        return new GroundwrightException(Problem.Of(RequestProblems.NotFound, summary, detail, [.. there.Take(3).Select(file => new Remedy($"gw sdlc {file}", "works on this one"))]));
    }

    private static GroundwrightException Several(string number, List<string> files) =>
        new(Problem.Of(RequestProblems.Ambiguous, $"{files.Count} issue files have the number {number}", $"They are {string.Join(", ", files)}.",
            [.. files.Take(5).Select(file => new Remedy($"gw sdlc {file}", "means this one"))]));

    private static GroundwrightException Linked(string path, string link) =>
        At(RequestProblems.Link, path, $"`{link}` is a link", "Links are not followed: what they point at is not part of the repository.");

    private static GroundwrightException At(ProblemCode code, string file, string summary, string detail, int line = 1) =>
        new(Problem.Of(code, summary, detail) with { Source = new SourceLocation(file, line, 1) });

    private sealed record FoundIssue(string Path, byte[] Bytes);
}
