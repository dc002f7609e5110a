using System.Text;

namespace Groundwright.Adapters.Git;

/// <summary>
/// Keeps what a run writes into the checkout out of <c>git status</c>, through <c>info/exclude</c>. One line per run and not <c>/agents/</c> or <c>/trees/</c>
/// as a whole: that file holds for worktrees too, where a project's own folder of such a name would then be left out of every snapshot.
/// </summary>
internal sealed class ExcludeFile(string gitDirectory, TimeProvider time)
{
    private readonly string file = Path.Combine(gitDirectory, "info", "exclude");

    public Task Add(string runId, CancellationToken cancellationToken) =>
        Change(lines => [.. lines, .. Lines(runId).Except(lines, StringComparer.Ordinal)], cancellationToken);

    public Task Remove(string runId, CancellationToken cancellationToken) =>
        Change(lines => [.. lines.Where(line => !Lines(runId).Contains(line, StringComparer.Ordinal))], cancellationToken);

    private static string[] Lines(string runId) => [$"/trees/{runId}/", $"/trees/{runId}.rescued-*", $"/agents/{runId}/"];

    private async Task Change(Func<IReadOnlyList<string>, IReadOnlyList<string>> change, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var turn = await Turn(cancellationToken);
        // Latin-1 keeps every byte of lines that are not ours, whatever their encoding and line ends.
        var text = File.Exists(file) ? await File.ReadAllTextAsync(file, Encoding.Latin1, cancellationToken) : "";
        string[] lines = text.Length == 0 ? [] : text.EndsWith('\n') ? text[..^1].Split('\n') : text.Split('\n');
        var changed = change(lines);
        if (changed.SequenceEqual(lines, StringComparer.Ordinal)) return;
        var next = file + ".groundwright-new";
        await File.WriteAllTextAsync(next, string.Concat(changed.Select(line => line + "\n")), Encoding.Latin1, cancellationToken);
        File.Move(next, file, overwrite: true);
    }

    // Runs that start side by side would lose each other's lines. The kernel lets go of the lock when its holder dies.
    private async Task<FileStream> Turn(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(file + ".groundwright-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken);
            }
        }
    }
}
