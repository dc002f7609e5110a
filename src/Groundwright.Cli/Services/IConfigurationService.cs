using Groundwright.Adapters.Agents;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Services;

/// <summary>What commands want of the configuration.</summary>
internal interface IConfigurationService
{
    /// <summary>Reads and checks <c>groundwright.yaml</c> of the default branch, or the one of the checkout. Problems are returned, not thrown.</summary>
    Task<ConfigurationReport> Check(bool uncommitted, CancellationToken cancellationToken);

    /// <summary>Reads it like <see cref="Check"/>, for a command that cannot go on without it.</summary>
    /// <exception cref="GroundwrightException">Everything that is wrong with it.</exception>
    Task<LoadedSettings> Load(bool uncommitted, CancellationToken cancellationToken);

    /// <summary>The settings of the default branch as last fetched, or of the checkout where nothing is committed yet.</summary>
    /// <exception cref="GroundwrightException">Everything wrong with them.</exception>
    Task<Settings> Settings(CancellationToken cancellationToken);

    /// <summary>The JSON Schema of <c>groundwright.yaml</c>.</summary>
    string Schema();

    /// <summary>Writes a commented <c>groundwright.yaml</c>.</summary>
    /// <param name="commit">Commit it on the default branch.</param>
    /// <param name="force">Replace one that exists.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    Task<InitReport> Init(bool commit, bool force, CancellationToken cancellationToken);

    /// <summary>What <c>doctor</c> must know: which tools the repository needs, without failing for what is missing.</summary>
    Task<NeededTools> Needs(CancellationToken cancellationToken);
}

/// <summary>The configuration as it was found.</summary>
/// <param name="File">The file, relative to the repository; null when there is none and the defaults hold.</param>
/// <param name="Commit">Commit it was read from; null when it was read from the checkout.</param>
/// <param name="Targets">Names of the targets.</param>
/// <param name="Environments">Names of the environments.</param>
/// <param name="Agent">Who does the work.</param>
/// <param name="Workflows">Names of own workflows.</param>
internal sealed record ConfigurationReport(
    string? File, string? Commit, IReadOnlyList<string> Targets, IReadOnlyList<string> Environments, string Agent, IReadOnlyList<string> Workflows)
{
    /// <summary>Everything wrong with it, with places. Empty: valid.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>From settings that were read.</summary>
    public static ConfigurationReport Of(string? file, LoadedSettings loaded) => new(
        file, loaded.Commit, [.. loaded.Settings.Targets.Select(target => target.Name)], [.. loaded.Settings.Environments.Select(environment => environment.Name)],
        loaded.Settings.Agent.Use, [.. loaded.Settings.Workflows.Keys]);
}

/// <summary>What <c>init</c> did.</summary>
/// <param name="File">The file written, relative to the repository.</param>
/// <param name="Found">What was found in the repository and what was made of it, one a line.</param>
/// <param name="Commit">The commit; null when it was not committed.</param>
internal sealed record InitReport(string File, IReadOnlyList<string> Found, string? Commit);

/// <summary>Tools the repository needs.</summary>
/// <param name="TerraformRoots">Folders of Terraform roots.</param>
/// <param name="TerraformConstraint">Such as <c>&gt;= 1.5</c>; null when none is said.</param>
/// <param name="ConstraintSource">Where it is said, such as <c>infra/app/main.tf:2</c>.</param>
/// <param name="AgentProgram">Program of the agent `command`; null: another kind of agent.</param>
internal sealed record NeededTools(IReadOnlyList<string> TerraformRoots, string? TerraformConstraint, string? ConstraintSource, string? AgentProgram)
{
    /// <summary>The coding CLI that is the configured agent; null: another kind of agent.</summary>
    public CodingCliFacts? CodingCli { get; init; }

    /// <summary>Whether it must be asked of AWS which account credentials lead to.</summary>
    public bool Aws { get; init; }

    /// <summary>Targets whose tools have the machine's network where they need one: nobody named hosts.</summary>
    public IReadOnlyList<string> OpenTargets { get; init; } = [];
}
