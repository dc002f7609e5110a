using Groundwright.Adapters.Agents;
using Groundwright.Cli.Commands.Doctor;
using Groundwright.Cli.Services;

namespace Groundwright.Cli.Commands.Agents;

/// <summary>Whether a coding CLI can do the work: there, of the version that was proven, with a key for its model.</summary>
internal static class AgentChecks
{
    /// <summary>All of them, each on its own task.</summary>
    public static IEnumerable<Task<DoctorCheck?>> Of(CodingCliFacts cli, ProgramVersions programs, CancellationToken cancellationToken) =>
        [Program(cli, programs, cancellationToken), Task.FromResult<DoctorCheck?>(Key(cli)), Task.FromResult<DoctorCheck?>(Model(cli))];

    private static async Task<DoctorCheck?> Program(CodingCliFacts cli, ProgramVersions programs, CancellationToken cancellationToken)
    {
        if (await programs.Ask(cli.Name, ["--version"], cancellationToken) is not { } output)
            return new DoctorCheck(cli.Name, CheckResult.Missing, "not installed, or it does not answer", cli.Install);
        var version = ProgramVersions.In(output);
        return version == Version.Parse(cli.ProvenVersion)
            ? new DoctorCheck($"{cli.Name} {version}", CheckResult.Good, "the version that was proven")
            : new DoctorCheck($"{cli.Name} {version}".TrimEnd(), CheckResult.Warning, $"{cli.ProvenVersion} was proven; another may behave differently", cli.Install);
    }

    private static DoctorCheck Key(CodingCliFacts cli) => cli.KeyVariable(Environment.GetEnvironmentVariable) is { } variable
        ? new DoctorCheck("key", CheckResult.Good, $"in {variable}; whether the model takes it shows in the first piece of work")
        : new DoctorCheck("key", CheckResult.Missing, $"none of {string.Join(", ", cli.KeyVariables)} is set; a login in your home does not count, agents work in a fresh one", $"export {cli.KeyVariables[0]}=...");

    private static DoctorCheck Model(CodingCliFacts cli) =>
        new("model", CheckResult.Good, $"{cli.Address(Environment.GetEnvironmentVariable)}; another place: {cli.AddressVariable}");
}
