using System.Text.RegularExpressions;
using Groundwright.Cli.Services;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Cli.Commands.Doctor;

/// <summary>Programs: whether they are there and new enough.</summary>
internal sealed partial class ToolChecks(ICommandRunner runner, string directory)
{
    private const string InstallTerraform = "https://developer.hashicorp.com/terraform/install";
    private static readonly Version LeastGit = new(2, 38);

    /// <summary>All of them, each on its own task.</summary>
    public IEnumerable<Task<DoctorCheck?>> All(NeededTools? needs, CancellationToken cancellationToken)
    {
        yield return Git(cancellationToken);
        yield return Identity(cancellationToken);
        yield return Terraform(needs, cancellationToken);
        if (needs?.AgentProgram is { } agent) yield return Agent(agent, cancellationToken);
        if (needs is not { TerraformRoots.Count: > 0 }) yield break;
        yield return Optional("tflint", "finds more mistakes in Terraform files", cancellationToken);
        yield return Optional("checkov", "finds more security mistakes", cancellationToken);
        yield return Optional("conftest", "runs your own policies", cancellationToken);
    }

    private async Task<DoctorCheck?> Git(CancellationToken cancellationToken)
    {
        if (await Ask("git", ["--version"], cancellationToken) is not { } output)
            return new DoctorCheck("git", CheckResult.Missing, "not installed", Install("git"));
        var version = VersionIn(output);
        return version is null || version < LeastGit
            ? new DoctorCheck($"git {version}", CheckResult.Missing, $"needs >= {LeastGit}: merges are made without a checkout", Install("git"))
            : new DoctorCheck($"git {version}", CheckResult.Good, "");
    }

    private async Task<DoctorCheck?> Identity(CancellationToken cancellationToken)
    {
        var name = (await Ask("git", ["config", "user.name"], cancellationToken))?.Trim();
        var mail = (await Ask("git", ["config", "user.email"], cancellationToken))?.Trim();
        return string.IsNullOrEmpty(name) || string.IsNullOrEmpty(mail)
            ? new DoctorCheck("git identity", CheckResult.Warning, "not set; your own commits need it", "git config --global user.name \"...\" && git config --global user.email \"...\"")
            : new DoctorCheck("git identity", CheckResult.Good, $"{name} <{mail}>");
    }

    private async Task<DoctorCheck?> Terraform(NeededTools? needs, CancellationToken cancellationToken)
    {
        if (needs is not { TerraformRoots.Count: > 0 }) return null;
        foreach (var program in new[] { "terraform", "tofu" })
        {
            if (await Ask(program, ["version"], cancellationToken) is not { } output) continue;
            var version = VersionIn(output);
            if (version is null || needs.TerraformConstraint is not { } constraint || VersionConstraint.Allows(constraint, version))
                return new DoctorCheck($"{program} {version}", CheckResult.Good, $"for {string.Join(", ", needs.TerraformRoots.Take(3))}");
            return new DoctorCheck($"{program} {version}", CheckResult.Missing, $"the repository needs {constraint} ({needs.ConstraintSource})", InstallTerraform);
        }
        return new DoctorCheck("terraform or tofu", CheckResult.Missing, $"not installed; needed by {needs.TerraformRoots[0]}", InstallTerraform);
    }

    private async Task<DoctorCheck?> Agent(string program, CancellationToken cancellationToken)
    {
        if (await Ask(program, ["--version"], cancellationToken) is { } output) return new DoctorCheck($"{program} {VersionIn(output)}".TrimEnd(), CheckResult.Good, "the configured agent");
        return new DoctorCheck(program, CheckResult.Missing, "the configured agent is not installed", "gw config check");
    }

    private async Task<DoctorCheck?> Optional(string program, string use, CancellationToken cancellationToken) =>
        await Ask(program, ["--version"], cancellationToken) is { } output
            ? new DoctorCheck($"{program} {VersionIn(output)}".TrimEnd(), CheckResult.Good, "")
            : new DoctorCheck(program, CheckResult.Optional, $"not installed; {use}");

    /// <summary>What a program prints; null when it is not there or does not answer in time. A failing one that is there gives what it printed.</summary>
    private async Task<string?> Ask(string program, string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            var result = await runner.Run(new Command(program, arguments) { WorkingDirectory = directory, Timeout = TimeSpan.FromSeconds(10) }, null, cancellationToken);
            return result.End == CommandEnd.Exited ? result.StandardOutput + (result.Succeeded ? "" : " ") : null;
        }
        catch (GroundwrightException)
        {
            return null;
        }
    }

    private static string Install(string program) =>
        OperatingSystem.IsMacOS() ? $"brew install {program}" : OperatingSystem.IsWindows() ? $"winget install {program}" : $"sudo apt-get install {program}";

    private static Version? VersionIn(string output) => VersionPattern().Match(output) is { Success: true } match ? Version.Parse(match.Value) : null;

    [GeneratedRegex(@"\d{1,5}\.\d{1,5}(\.\d{1,5})?", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();
}
