using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Agents;

/// <summary>What people must know of a coding CLI to set it up.</summary>
/// <param name="Name">The name in <c>agent: use:</c>, and of its program.</param>
/// <param name="ProvenVersion">Version that this version of Groundwright was proven with.</param>
/// <param name="Install">A line that installs it.</param>
/// <param name="KeyVariables">Variables its key may be in; the first that is set counts.</param>
/// <param name="AddressVariable">Variable that says that its model is elsewhere.</param>
public sealed record CodingCliFacts(string Name, string ProvenVersion, string Install, IReadOnlyList<string> KeyVariables, string AddressVariable)
{
    private readonly ModelPlace model = new(default, "", "", KeyVariables);

    internal CodingCliFacts(ICodingCli cli)
        : this(cli.Name, cli.ProvenVersion, cli.Install, cli.Model.KeyVariables, cli.Model.AddressVariable) => model = cli.Model;

    /// <summary>Absolute path of its program; null when it is not on PATH.</summary>
    public string? Program(Func<string, string?> variable) => ProgramPath.Find(Name, variable("PATH"));

    /// <summary>The variable that holds its key; null when none is set.</summary>
    public string? KeyVariable(Func<string, string?> variable) => model.KeyVariable(variable);

    /// <summary>Where its model is.</summary>
    public Uri Address(Func<string, string?> variable) => model.Access(variable).Upstream;
}
