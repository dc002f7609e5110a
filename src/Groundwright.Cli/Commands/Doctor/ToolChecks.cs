using Groundwright.Cli.Commands.Agents;
using Groundwright.Cli.Services;

namespace Groundwright.Cli.Commands.Doctor;

/// <summary>Programs: whether they are there and new enough.</summary>
internal sealed class ToolChecks(ProgramVersions programs)
{
    private const string InstallTerraform = "https://developer.hashicorp.com/terraform/install";
    private const string InstallAws = "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html";
    private static readonly Version LeastGit = new(2, 38);

    /// <summary>All of them, each on its own task.</summary>
    public IEnumerable<Task<DoctorCheck?>> All(NeededTools? needs, CancellationToken cancellationToken)
    {
        yield return Git(cancellationToken);
        yield return Identity(cancellationToken);
        yield return Terraform(needs, cancellationToken);
        if (needs is { Aws: true }) yield return Aws(cancellationToken);
        if (needs?.AgentProgram is { } agent) yield return Agent(agent, cancellationToken);
        if (needs?.CodingCli is { } cli)
            foreach (var check in AgentChecks.Of(cli, programs, cancellationToken)) yield return check;
        if (needs is not { TerraformRoots.Count: > 0 }) yield break;
        yield return Optional("tflint", "finds more mistakes in Terraform files", cancellationToken);
        yield return Optional("checkov", "finds more security mistakes", cancellationToken);
        yield return Optional("conftest", "runs your own policies", cancellationToken);
    }

    private async Task<DoctorCheck?> Git(CancellationToken cancellationToken)
    {
        if (await programs.Ask("git", ["--version"], cancellationToken) is not { } output)
            return new DoctorCheck("git", CheckResult.Missing, "not installed", Install("git"));
        var version = ProgramVersions.In(output);
        return version is null || version < LeastGit
            ? new DoctorCheck($"git {version}", CheckResult.Missing, $"needs >= {LeastGit}: merges are made without a checkout", Install("git"))
            : new DoctorCheck($"git {version}", CheckResult.Good, "");
    }

    private async Task<DoctorCheck?> Identity(CancellationToken cancellationToken)
    {
        var name = (await programs.Ask("git", ["config", "user.name"], cancellationToken))?.Trim();
        var mail = (await programs.Ask("git", ["config", "user.email"], cancellationToken))?.Trim();
        return string.IsNullOrEmpty(name) || string.IsNullOrEmpty(mail)
            ? new DoctorCheck("git identity", CheckResult.Warning, "not set; your own commits need it", "git config --global user.name \"...\" && git config --global user.email \"...\"")
            : new DoctorCheck("git identity", CheckResult.Good, $"{name} <{mail}>");
    }

    private async Task<DoctorCheck?> Terraform(NeededTools? needs, CancellationToken cancellationToken)
    {
        if (needs is not { TerraformRoots.Count: > 0 }) return null;
        foreach (var program in new[] { "terraform", "tofu" })
        {
            if (await programs.Ask(program, ["version"], cancellationToken) is not { } output) continue;
            var version = ProgramVersions.In(output);
            if (version is null || needs.TerraformConstraint is not { } constraint || VersionConstraint.Allows(constraint, version))
                return new DoctorCheck($"{program} {version}", CheckResult.Good, $"for {string.Join(", ", needs.TerraformRoots.Take(3))}");
            return new DoctorCheck($"{program} {version}", CheckResult.Missing, $"the repository needs {constraint} ({needs.ConstraintSource})", InstallTerraform);
        }
        return new DoctorCheck("terraform or tofu", CheckResult.Missing, $"not installed; needed by {needs.TerraformRoots[0]}", InstallTerraform);
    }

    private async Task<DoctorCheck?> Aws(CancellationToken cancellationToken) => await programs.Ask("aws", ["--version"], cancellationToken) is { } output
        ? new DoctorCheck($"aws {ProgramVersions.In(output)}", CheckResult.Good, "says which account credentials lead to")
        : new DoctorCheck("aws", CheckResult.Missing, "not installed; says which account credentials lead to", InstallAws);

    private async Task<DoctorCheck?> Agent(string program, CancellationToken cancellationToken)
    {
        if (await programs.Ask(program, ["--version"], cancellationToken) is { } output) return new DoctorCheck($"{program} {ProgramVersions.In(output)}".TrimEnd(), CheckResult.Good, "the configured agent");
        return new DoctorCheck(program, CheckResult.Missing, "the configured agent is not installed", "gw config check");
    }

    private async Task<DoctorCheck?> Optional(string program, string use, CancellationToken cancellationToken) =>
        await programs.Ask(program, ["--version"], cancellationToken) is { } output
            ? new DoctorCheck($"{program} {ProgramVersions.In(output)}".TrimEnd(), CheckResult.Good, "")
            : new DoctorCheck(program, CheckResult.Optional, $"not installed; {use}");

    private static string Install(string program) =>
        OperatingSystem.IsMacOS() ? $"brew install {program}" : OperatingSystem.IsWindows() ? $"winget install {program}" : $"sudo apt-get install {program}";
}
