using System.Globalization;
using Groundwright.Core.Problems;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Store.Durability;

namespace Groundwright.Core.Runs.Store;

/// <summary>What the store tells a user.</summary>
internal static class StoreProblems
{
    public static Problem NotFound(string id) => Problem.Of(RunProblems.NotFound, $"there is no run `{id}`",
        "Runs belong to the repository they were started in.", new Remedy("gw runs list", "shows the runs of this repository"));

    public static Problem Ambiguous(string prefix, IReadOnlyList<string> ids) => Problem.Of(RunProblems.Ambiguous,
        $"{ids.Count} runs begin with `{prefix}`", string.Join(", ", ids.Take(10)) + (ids.Count > 10 ? ", ..." : ""),
        new Remedy($"gw runs show {ids[0]}", "names one of them in full"), new Remedy("gw runs list", "shows them all"));

    public static Problem Exists(string id) => Problem.Of(RunProblems.Exists, $"run `{id}` exists already",
        "Nothing was changed.", new Remedy($"gw runs show {id}", "shows it"), new Remedy($"gw runs resume {id}", "goes on with it"));

    public static Problem NetworkFileSystem(string folder, string kind) => Problem.Of(RunProblems.NetworkFileSystem, $"{folder} lies on a network file system ({kind})",
        "Locks and durable writes cannot be relied on there, so a run could be lost or done twice. Nothing was started.",
        new Remedy($"git clone {Quote(Path.GetDirectoryName(folder) ?? folder)} \"$HOME/work\"", "makes a clone on a local disk to work in"));

    public static Problem Held(string id, RunOwner? owner)
    {
        const string rule = "One process works on a run at a time, for as long as it lives; it is never pushed aside. ";
        var follow = new Remedy($"gw runs watch {id}", "follows it");
        if (owner is null or { ProcessId: 0 })
            return Held(id, "another process is", rule + "It has not said which one it is.", [follow]);
        var process = owner.ProcessId.ToString(CultureInfo.InvariantCulture);
        var since = owner.Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        var who = $"process {process} on {owner.Host} has been since {since} and still is";
        var end = new Remedy(OperatingSystem.IsWindows() ? $"taskkill /PID {process}" : $"kill {process}", $"ends it (on {owner.Host}); then `gw runs resume {id}`");
        return OwnerFile.IsFrozen(owner)
            ? Held(id, who, rule + "It is stopped (frozen) at the moment.", [new Remedy($"kill -CONT {process}", "lets it go on"), end with { Command = $"kill -KILL {process}" }])
            : Held(id, who, rule.TrimEnd(), [follow, end]);
    }

    public static Problem Damaged(string id, string file, JournalScan scan)
    {
        var problem = Problem.Of(RunProblems.JournalDamaged, $"the journal of run `{id}` is damaged at line {scan.BadLine}",
            $"{file}: {scan.Reason}. {scan.Events.Count} records before it are sound. Nothing was changed: a record that others relied on may be missing.") with
        {
            Source = new SourceLocation(file, scan.BadLine, 1),
        };
        var list = new Remedy("gw runs list", "shows the other runs");
        if (scan.Events.Count == 0 || OperatingSystem.IsWindows()) return problem with { Remedies = [list] };
        var (whole, good, aside) = (Quote(file), Quote(file + ".good"), Quote(file + ".damaged"));
        return problem with
        {
            Remedies =
            [
                new Remedy($"head -n {scan.Events.Count} {whole} > {good} && mv {whole} {aside} && mv {good} {whole}",
                    "keeps the damaged file and goes back to the last sound record; first look what happened after it"),
                list,
            ],
        };
    }

    public static Problem Newer(string id, string file, JournalScan scan) => Problem.Of(RunProblems.JournalNewer,
        $"run `{id}` was written by a newer version of Groundwright", $"{file}: from line {scan.BadLine} on. Nothing was changed.",
        new Remedy("dotnet tool update --global Groundwright", "updates this one")) with
    { Source = new SourceLocation(file, scan.BadLine, 1) };

    /// <param name="file">What could not be written.</param>
    /// <param name="fault">The system's words.</param>
    /// <param name="outcome">What was and was not done.</param>
    /// <param name="runId">The run to go on with; null when there is none yet.</param>
    public static Problem Refused(string file, Exception fault, string outcome, string? runId = null)
    {
        var folder = Quote(Path.GetDirectoryName(file)!);
        var look = DiskFault.IsFull(fault) ? new Remedy($"df -h {folder}", "shows how full the disk is; make room")
            : new Remedy($"ls -ld {folder}", "shows who may write there; the system's log tells of a failing disk");
        Remedy[] remedies = [.. OperatingSystem.IsWindows() ? [] : new[] { look }, .. runId is null ? [] : new[] { new Remedy($"gw runs resume {runId}", "then goes on where it stopped") }];
        return Problem.Of(RunProblems.JournalWrite, DiskFault.IsFull(fault) ? $"the disk is full: {file}" : $"the disk refuses {file}",
            $"{fault.Message.TrimEnd('.')}. {outcome}", remedies) with
        { Retry = DiskFault.IsFull(fault) ? Retry.Now : Retry.Never };
    }

    /// <summary>Something beside the journal could not be written or read while a run was worked on.</summary>
    public static Problem Stopped(string runDirectory, Exception fault) => Refused(runDirectory, fault,
        "Work on the run stopped here. What was acknowledged is on the disk; the step that was going on is done again.", Path.GetFileName(runDirectory));

    public static Problem Unwritable(RunEvent @event, string reason) =>
        Problem.Of(RunProblems.JournalWrite, $"record {@event.Sequence} ({@event.GetType().Name}) cannot be written", reason + " Nothing was written.");

    private static Problem Held(string id, string who, string detail, IReadOnlyList<Remedy> remedies) =>
        Problem.Of(RunProblems.Held, $"{who} working on run `{id}`", detail) with { Remedies = remedies, Retry = new Retry(true, TimeSpan.FromSeconds(5)) };

    private static string Quote(string path) => path.All(c => char.IsLetterOrDigit(c) || "-_./".Contains(c, StringComparison.Ordinal)) ? path : $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
