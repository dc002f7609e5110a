using Groundwright.Adapters.Agents.CodingClis;

namespace Groundwright.Adapters.Agents;

/// <summary>What people must know of a coding CLI to set it up.</summary>
/// <param name="Name">The name in <c>agent: use:</c>.</param>
/// <param name="Program">The name of its program.</param>
/// <param name="ProvenVersion">Version that this version of Groundwright was proven with; null: none was.</param>
/// <param name="Install">A line that installs it.</param>
public sealed record CodingCliFacts(string Name, string Program, string? ProvenVersion, string Install)
{
    private readonly IReadOnlyList<ModelPlace> models = [];

    internal CodingCliFacts(ICodingCli cli)
        : this(cli.Name, cli.Program, cli.ProvenVersion, cli.Install) => models = cli.Models;

    /// <summary>Variables its key may be in; the first that is set counts. Empty: it signs in by itself.</summary>
    public IReadOnlyList<string> KeyVariables => [.. models.SelectMany(model => model.KeyVariables)];

    /// <summary>The variable that holds its key; null when none is set.</summary>
    public string? KeyVariable(Func<string, string?> variable) => ModelPlace.Set(models, variable)?.KeyVariables[0];

    /// <summary>Where its model is; null when it sees to that itself.</summary>
    public Uri? Address(Func<string, string?> variable) => Model(variable)?.Access(variable).Upstream;

    /// <summary>Variable that says that its model is elsewhere; null when there is none.</summary>
    public string? AddressVariable(Func<string, string?> variable) => Model(variable)?.AddressVariable;

    private ModelPlace? Model(Func<string, string?> variable) => ModelPlace.Set(models, variable) ?? models.FirstOrDefault();
}
