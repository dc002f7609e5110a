using System.Globalization;
using System.Security.Cryptography;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Git.Shared;

/// <summary>
/// Refs that all clones share: those of the remote, or of this repository when there is none. They are read whole and moved together by compare-and-swap.
/// </summary>
internal sealed class SharedRefs(GitProgram git, RemoteSide? remote, TimeProvider time)
{
    private const string Temporary = "refs/groundwright/tmp/";
    private static readonly TimeSpan StaleLock = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StaleFetch = TimeSpan.FromHours(1);

    /// <summary>Whether other clones see them.</summary>
    public bool Remote => remote is not null;

    /// <summary>Where each of these refs stands; null where it does not exist. What they point to is here afterwards.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> Look(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        if (remote is null) return await Local(names, name => name, cancellationToken);
        var folder = NewFolder();
        var wanted = names.ToList();
        while (wanted.Count > 0 && await remote.Bring([.. wanted.Select(name => (name, folder + names.ToList().IndexOf(name)))], cancellationToken) is { } missing)
            if (!wanted.Remove(missing)) throw new InvalidOperationException($"git misses {missing}, which was not asked for");
        var found = await Local(names, name => folder + names.ToList().IndexOf(name), cancellationToken);
        await Forget(wanted.Select(name => folder + names.ToList().IndexOf(name)), cancellationToken);
        return found;
    }

    /// <summary>Moves refs, all or none.</summary>
    /// <returns>Done; stale: one stands elsewhere; rejected: none moved for another reason, given in words.</returns>
    /// <exception cref="GroundwrightException">The remote was not reached; whether it was done is not known then.</exception>
    public async Task<(PushEnd End, string Reason)> Swap(IReadOnlyList<RefMove> moves, CancellationToken cancellationToken)
    {
        if (remote is not null) return await remote.PushTogether(moves, cancellationToken);
        var zeros = new string('0', moves[0].To.Length);
        var lines = moves.Select(move => move.From == move.To ? $"verify {move.Name} {move.To}\n" : $"update {move.Name} {move.To} {move.From ?? zeros}\n");
        var result = await git.Run(new("update-ref", "--no-deref", "--stdin") { Input = string.Concat(lines), Durable = true }, cancellationToken);
        if (result.Succeeded) return (PushEnd.Done, "");
        foreach (var move in moves) RemoveStaleLock(move.Name);
        return (PushEnd.Rejected, GitProgram.Words(result.StandardError));
    }

    /// <summary>The problem when a server, or git, will not move a ref although nobody else moved it.</summary>
    public GroundwrightException Refused(string name, string reason)
    {
        if (remote is not null) return remote.Refused(name, reason.Split('\n')[0], reason);
        return new(Problem.Of(GitProblems.Failed, $"git could not move {name}", reason, new Remedy($"git show-ref {name}", "shows where it stands")));
    }

    /// <summary>Stores a text, and returns its id.</summary>
    public Task<string> Store(string text, CancellationToken cancellationToken) =>
        git.Line(new("hash-object", "-w", "-t", "blob", "--stdin") { Input = text, Durable = !Remote }, cancellationToken);

    /// <summary>The text stored under an id.</summary>
    public Task<string> Text(string id, CancellationToken cancellationToken) => git.Text(new("cat-file", "blob", id), cancellationToken);

    /// <summary>
    /// A place for refs that are needed for a moment, with a slash at its end. Each has its own: processes that fetch into the same ref would get into each other's way.
    /// </summary>
    public string NewFolder() => $"{Temporary}{time.GetUtcNow().ToUnixTimeSeconds():x}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}/";

    /// <summary>Removes what fetches of killed processes left.</summary>
    public async Task Tidy(CancellationToken cancellationToken)
    {
        var before = (time.GetUtcNow() - StaleFetch).ToUnixTimeSeconds();
        var all = await git.Text(new("for-each-ref", "--format=%(refname)", Temporary), cancellationToken);
        await Forget(all.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(name =>
            long.TryParse(name[Temporary.Length..].Split('-')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var seconds) && seconds < before), cancellationToken);
    }

    private async Task<IReadOnlyDictionary<string, string?>> Local(IReadOnlyList<string> names, Func<string, string> local, CancellationToken cancellationToken)
    {
        var text = await git.Text(new(["for-each-ref", "--format=%(refname) %(objectname)", .. names.Select(local)]), cancellationToken);
        var found = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => parts[1]);
        return names.ToDictionary(name => name, name => found.GetValueOrDefault(local(name)));
    }

    /// <summary>Removes such refs. What stays, because another process holds git's lock just then, is removed by <see cref="Tidy"/>.</summary>
    public async Task Forget(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var text = string.Concat(names.Select(name => $"delete {name}\n"));
        if (text.Length > 0) await git.Run(new("update-ref", "--no-deref", "--stdin") { Input = text }, cancellationToken);
    }

    // A git that was killed leaves `<ref>.lock`, and every later move would fail for ever. A living one holds it for milliseconds.
    private void RemoveStaleLock(string name)
    {
        var file = new FileInfo(Path.Combine(git.GitDirectory, name + ".lock"));
        if (file.Exists && time.GetUtcNow() - file.LastWriteTimeUtc > StaleLock) file.Delete();
    }
}
