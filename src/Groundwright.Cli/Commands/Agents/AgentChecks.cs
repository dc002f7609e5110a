using Groundwright.Adapters.Agents;
using Groundwright.Cli.Commands.Doctor;
using Groundwright.Cli.Services;

namespace Groundwright.Cli.Commands.Agents;

/// <summary>Whether a coding CLI can do the work: there, of the version that was proven, with a key for its model.</summary>
internal static class AgentChecks
{
    /// <summary>All of them, each on its own task.</summary>
    public static IEnumerable<Task<DoctorCheck?>> Of(CodingCliFacts cli, ProgramVersions programs, CancellationToken cancellationToken) =>
        [Program(cli, programs, cancellationToken), Task.FromResult<DoctorCheck?>(Key(cli)), Task.FromResult(Model(cli))];

    private static async Task<DoctorCheck?> Program(CodingCliFacts cli, ProgramVersions programs, CancellationToken cancellationToken)
    {
        if (await programs.Ask(cli.Program, ["--version"], cancellationToken) is not { } output)
            return new DoctorCheck(cli.Program, CheckResult.Missing, "not installed, or it does not answer", cli.Install);
        var version = ProgramVersions.In(output);
        if (cli.ProvenVersion is not { } proven) return new DoctorCheck($"{cli.Program} {version}".TrimEnd(), CheckResult.Warning, "no version of it was proven: it speaks the protocol, and that is all that is known");
        return version == Version.Parse(proven)
            ? new DoctorCheck($"{cli.Program} {version}", CheckResult.Good, "the version that was proven")
            : new DoctorCheck($"{cli.Program} {version}".TrimEnd(), CheckResult.Warning, $"{proven} was proven; another may behave differently", cli.Install);
    }

    private static DoctorCheck Key(CodingCliFacts cli) => cli.KeyVariables.Count == 0 ? new DoctorCheck("key", CheckResult.Good, "none of ours: it signs in by itself; name its variable under `agent: environment:`")
        : cli.KeyVariable(Environment.GetEnvironmentVariable) is { } variable ? new DoctorCheck("key", CheckResult.Good, $"in {variable}; whether the model takes it shows in the first piece of work")
        : new DoctorCheck("key", CheckResult.Missing, $"none of {string.Join(", ", cli.KeyVariables)} is set; a login in your home does not count, agents work in a fresh one", $"export {cli.KeyVariables[0]}=...");

    private static DoctorCheck? Model(CodingCliFacts cli) => cli.Address(Environment.GetEnvironmentVariable) is not { } address ? null
        : new("model", CheckResult.Good, $"{address}; another place: {cli.AddressVariable(Environment.GetEnvironmentVariable)}");
}
