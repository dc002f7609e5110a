using Groundwright.Cli.Services;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Runs;
using Groundwright.Core.Worktrees;

namespace Groundwright.Cli.Commands.Doctor;

/// <summary>The repository: remote, default branch, configuration, file system, runs.</summary>
internal static class RepositoryChecks
{
    private static readonly string[] NetworkFormats = ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "fuse.sshfs", "afs", "9p", "ceph", "glusterfs"];

    /// <summary>Finds the repository; without one the rest cannot be looked at.</summary>
    public static (IRepository? Repository, Problem? Problem) Open(ICommandServices services)
    {
        try
        {
            return (services.Repository, null);
        }
        catch (GroundwrightException problem)
        {
            return (null, problem.Problem);
        }
    }

    /// <summary>All checks, each on its own task.</summary>
    public static IEnumerable<Task<DoctorCheck?>> All(ICommandServices services, (IRepository? Repository, Problem? Problem) found, CancellationToken cancellationToken)
    {
        if (found.Repository is not { } repository)
            return [Task.FromResult<DoctorCheck?>(new DoctorCheck("repository", CheckResult.Missing, found.Problem!.Summary, FirstRemedy(found.Problem) ?? "git init"))];
        return
        [
            Guarded("default branch", () => DefaultBranch(repository, cancellationToken)),
            Guarded("remote", () => Remote(services, repository, cancellationToken)),
            Guarded("groundwright.yaml", () => Configuration(services, cancellationToken)),
            Guarded("file system", () => Task.FromResult(FileSystem(repository))),
            Guarded("runs", () => Task.FromResult(Runs(services))),
        ];
    }

    private static async Task<DoctorCheck?> Guarded(string name, Func<Task<DoctorCheck?>> check)
    {
        try
        {
            return await check();
        }
        catch (GroundwrightException problem)
        {
            return new DoctorCheck(name, CheckResult.Missing, problem.Problem.Summary, FirstRemedy(problem.Problem));
        }
    }

    private static string? FirstRemedy(Problem problem) => problem.Remedies.Count > 0 ? problem.Remedies[0].Command : null;

    private static async Task<DoctorCheck?> DefaultBranch(IRepository repository, CancellationToken cancellationToken)
    {
        var tip = await repository.DefaultBranch(fetch: false, cancellationToken);
        return new DoctorCheck($"default branch {tip.Name}", CheckResult.Good, $"at {tip.Commit[..Math.Min(7, tip.Commit.Length)]}");
    }

    private static async Task<DoctorCheck?> Remote(ICommandServices services, IRepository repository, CancellationToken cancellationToken)
    {
        if (repository.Remote is not { } remote) return new DoctorCheck("no remote", CheckResult.Good, "changes are merged here");
        var command = new Command("git", ["ls-remote", "--heads", remote])
        {
            WorkingDirectory = repository.Root,
            Timeout = TimeSpan.FromSeconds(15),
            // Asking for a password would hang.
            Environment = CommandEnvironment.Minimal.Allowing("SSH_AUTH_SOCK", "GIT_SSH_COMMAND").With("GIT_TERMINAL_PROMPT", "0"),
        };
        var result = await services.Processes.Run(command, null, cancellationToken);
        if (result.Succeeded) return new DoctorCheck($"remote {remote}", CheckResult.Good, "reachable");
        var why = result.End == CommandEnd.TimedOut ? "does not answer" : services.Mask(result.StandardError.Trim().Split('\n')[^1]);
        return new DoctorCheck($"remote {remote}", CheckResult.Missing, why, $"git ls-remote {remote}");
    }

    private static async Task<DoctorCheck?> Configuration(ICommandServices services, CancellationToken cancellationToken)
    {
        var report = await services.Configuration.Check(uncommitted: false, cancellationToken);
        if (report.Problems.Count > 0)
        {
            var problems = $"{Say.Many(report.Problems.Count, "problem")}: {report.Problems[0].Summary}";
            return new DoctorCheck(report.File ?? "groundwright.yaml", CheckResult.Missing, problems, "gw config check");
        }
        return report.File is { } file
            ? new DoctorCheck(file, CheckResult.Good, $"agent {report.Agent}, {Say.Many(report.Targets.Count, "target")}, {Say.Many(report.Environments.Count, "environment")}")
            : new DoctorCheck("groundwright.yaml", CheckResult.Warning, "not there; the defaults hold: a person makes the changes, nothing is deployed", "gw init --commit");
    }

    private static DoctorCheck? FileSystem(IRepository repository)
    {
        try
        {
            var drive = new DriveInfo(repository.GitDirectory);
            return drive.DriveType == DriveType.Network || NetworkFormats.Contains(drive.DriveFormat)
                ? new DoctorCheck("file system", CheckResult.Missing, $"{drive.DriveFormat} is a network file system; locks and durable writes need a local one", null)
                : new DoctorCheck("file system", CheckResult.Good, $"local ({drive.DriveFormat})");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new DoctorCheck("file system", CheckResult.Warning, $"cannot be looked at: {fault.Message}");
        }
    }

    private static DoctorCheck? Runs(ICommandServices services)
    {
        var open = services.Runs.List().Count(run => run.Status is RunStatus.Running or RunStatus.Waiting or RunStatus.Unknown or RunStatus.Failed);
        return open == 0
            ? new DoctorCheck("no unfinished runs", CheckResult.Good, "")
            : new DoctorCheck(Say.Many(open, "unfinished run"), CheckResult.Warning, "waiting, stopped or failed", "gw runs list");
    }
}
