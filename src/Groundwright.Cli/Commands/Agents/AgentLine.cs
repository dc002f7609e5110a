using Groundwright.Adapters.Agents;
using Groundwright.Cli.Commands.Doctor;

namespace Groundwright.Cli.Commands.Agents;

/// <summary>A coding CLI, as <c>gw agents list</c> shows it.</summary>
/// <param name="Name">The name in <c>agent: use:</c>.</param>
/// <param name="Version">Version found; null: not installed.</param>
/// <param name="ProvenVersion">Version that was proven; null: none was.</param>
/// <param name="KeyVariable">Variable that holds its key; null: none is set.</param>
/// <param name="NeedsKey">Whether it needs one; false: it signs in by itself.</param>
internal sealed record AgentLine(string Name, string? Version, string? ProvenVersion, string? KeyVariable, bool NeedsKey)
{
    /// <summary>Whether it can do the work.</summary>
    public bool Ready => Version is not null && (KeyVariable is not null || !NeedsKey);

    /// <summary>Looks at one.</summary>
    public static async Task<AgentLine> Of(CodingCliFacts cli, ProgramVersions programs, CancellationToken cancellationToken)
    {
        var output = await programs.Ask(cli.Program, ["--version"], cancellationToken);
        return new AgentLine(cli.Name, output is null ? null : ProgramVersions.In(output)?.ToString() ?? "?", cli.ProvenVersion, cli.KeyVariable(Environment.GetEnvironmentVariable), cli.KeyVariables.Count > 0);
    }
}
