using System.Text.Json;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Terraform;

/// <summary>The program that is used: terraform, or tofu where there is no terraform. Looked for when it is first needed.</summary>
/// <param name="runner">Starts it.</param>
/// <param name="program">A name or path that must be used; null: whichever is found.</param>
public sealed class TerraformTool(ICommandRunner runner, string? program = null)
{
    private static readonly Remedy Install = new("https://developer.hashicorp.com/terraform/install", "how to install Terraform (or https://opentofu.org/docs/intro/install)");
    private ToolVersion? found;

    /// <summary>Program and version.</summary>
    /// <exception cref="GroundwrightException">GW2001: there is none.</exception>
    /// <remarks>Asked twice at once it looks twice and finds the same.</remarks>
    public async Task<ToolVersion> Find(CancellationToken cancellationToken) => found ??= await Look(cancellationToken);

    private async Task<ToolVersion> Look(CancellationToken cancellationToken)
    {
        string[] candidates = program is null ? ["terraform", "tofu"] : [program];
        foreach (var candidate in candidates)
            if (await Ask(candidate, cancellationToken) is { } version) return version;
        throw new GroundwrightException(Problem.Of(TargetProblems.NoTool, $"{string.Join(" or ", candidates)} is not installed",
            "The targets of kind `terraform` need it. It must be on PATH and answer `version -json` (Terraform 1.5 or newer, or OpenTofu).", Install));
    }

    private async Task<ToolVersion?> Ask(string candidate, CancellationToken cancellationToken)
    {
        // Not in a tree: `version` reads the lock file and plug-ins of the folder it stands in.
        var quiet = CommandEnvironment.Minimal.With("CHECKPOINT_DISABLE", "1");
        var command = new Command(candidate, ["version", "-json"]) { WorkingDirectory = AppContext.BaseDirectory, Environment = quiet };
        try
        {
            var result = await runner.Run(command, null, cancellationToken);
            using var answer = JsonDocument.Parse(result.StandardOutput);
            return answer.RootElement.Text("terraform_version") is { } version ? new ToolVersion(candidate, version) : null;
        }
        catch (GroundwrightException missing) when (missing.Problem.Code.Id == "GW3001")
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A program and its version.</summary>
public sealed record ToolVersion(string Program, string Version)
{
    /// <summary>Name for people.</summary>
    public string Name => Path.GetFileNameWithoutExtension(Program);

    /// <summary>Whether <c>init</c> can report in JSON (Terraform 1.9, OpenTofu 1.9).</summary>
    internal bool InitTalksJson => System.Version.TryParse(Version.Split('-')[0], out var version) && version >= new Version(1, 9);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Version}";
}
