using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Terraform;

/// <summary>
/// tflint, checkov and conftest, each used when it is installed. None of them takes configuration, plug-ins or policies from the tree (rule U1).
/// </summary>
/// <remarks>Unproven with the real programs: the readers are tested on recorded answers in their documented formats.</remarks>
/// <param name="runner">Starts them.</param>
/// <param name="policies">Folder of Rego policies from the default branch, for conftest. Null: conftest is not used.</param>
public sealed class ExternalChecks(ICommandRunner runner, string? policies = null)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Runs those that are there on a root and its plan.</summary>
    /// <param name="root">The root.</param>
    /// <param name="planJson">The plan as JSON, in clear.</param>
    /// <param name="folder">A private folder: the plan lies there in clear only as long as they run, and no file of the tree is their configuration.</param>
    /// <param name="cancellationToken">Stops them.</param>
    internal async Task<IReadOnlyList<PolicyFinding>> Run(TerraformRoot root, string planJson, PrivateFolder folder, CancellationToken cancellationToken)
    {
        PrivateFiles.Write(folder["plan.json"], System.Text.Encoding.UTF8.GetBytes(planJson));
        PrivateFiles.Write(folder["empty"], []);
        var findings = new List<PolicyFinding>();
        findings.AddRange(await Check("tflint", ["--format=json", $"--config={folder["empty"]}", $"--chdir={root.Directory}"], CheckReports.Tflint));
        string[] checkov = ["--file", folder["plan.json"], "--output", "json", "--compact", "--quiet", "--config-file", folder["empty"]];
        findings.AddRange(await Check("checkov", checkov, CheckReports.Checkov));
        if (policies is null) return findings;
        string[] conftest = ["test", folder["plan.json"], "--output", "json", "--no-color", "--policy", policies];
        findings.AddRange(await Check("conftest", conftest, CheckReports.Conftest));
        return findings;

        async Task<IReadOnlyList<PolicyFinding>> Check(string program, string[] arguments, Func<string, IReadOnlyList<PolicyFinding>?> read)
        {
            try
            {
                var command = new Command(program, arguments)
                {
                    WorkingDirectory = folder.Path,
                    Timeout = Limit,
                    Owner = root.Scope.RunId,
                    Confined = new SandboxNeeds { Tree = folder.Path, Readable = [root.Scope.Directory, .. policies is null ? [] : new[] { policies }] },
                };
                var result = await runner.Run(command, null, cancellationToken);
                return read(result.StandardOutput) ?? [new PolicyFinding(program, PolicySeverity.Warning, root.Scope.Environment,
                    $"{program} did not answer as expected (exit code {result.ExitCode}); its checks are missing")];
            }
            catch (GroundwrightException missing) when (missing.Problem.Code.Id == "GW3001")
            {
                return [];
            }
        }
    }
}
