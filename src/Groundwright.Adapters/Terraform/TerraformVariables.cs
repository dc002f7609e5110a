using System.Security.Cryptography;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Terraform;

/// <summary>The variables of a root: files and values of the settings, and <c>TF_VAR_*</c> that the settings list by name.</summary>
internal sealed class TerraformVariables(TargetSettings settings, TerraformEnvironment environment, PlanVault vault, string repositoryRoot)
{
    /// <summary>How they are passed.</summary>
    /// <exception cref="GroundwrightException">GW2014, with every file that is missing.</exception>
    public IReadOnlyList<string> Arguments(TargetScope scope)
    {
        var files = Files(scope).ToList();
        var missing = files.Where(file => !File.Exists(file.Path)).ToList();
        if (missing.Count > 0) throw new GroundwrightException([.. missing.Select(file => Problem.Of(TargetProblems.NoVarFile,
            $"{file.Name} is not in this tree", $"Target {settings.Name} names it under `varFiles:`.", new Remedy("gw config check", "checks groundwright.yaml")))]);
        return [.. files.Select(file => $"-var-file={file.Path}"), .. Values(scope).Select(value => $"-var={value}")];
    }

    /// <summary>A fingerprint of every value, for the binding.</summary>
    public string Fingerprint(TargetScope scope)
    {
        var listed = environment.Names.Where(name => name.StartsWith("TF_VAR_", StringComparison.Ordinal)).Select(name => $"{name}={environment.Value(name)}");
        var files = Files(scope).Select(file => $"{file.Name} {(File.Exists(file.Path) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file.Path))) : "none")}");
        return vault.Fingerprint(string.Join('\n', files.Concat(Values(scope)).Concat(listed)));
    }

    /// <summary>The machine image that a value of the settings takes; null: none does.</summary>
    public string? ImageOf(TargetScope scope) => settings.TakesImage ? scope.Image : null;

    private IEnumerable<(string Name, string Path)> Files(TargetScope scope) =>
        settings.VarFiles.Select(file => Expand(file, scope)).Select(file => (file, PathOf(file, scope)));

    private static string PathOf(string file, TargetScope scope)
    {
        var path = Path.GetFullPath(file, scope.Directory);
        return path.StartsWith(scope.Directory + Path.DirectorySeparatorChar, StringComparison.Ordinal) && new FileInfo(path).LinkTarget is null
            ? path
            : throw new GroundwrightException(Problem.Of(TargetProblems.Forbidden, $"{file} leads out of the tree", "Variable files are read from the tree that is planned."));
    }

    private IEnumerable<string> Values(TargetScope scope) =>
        settings.Variables.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => $"{variable.Key}={Expand(variable.Value, scope)}");

    private string Expand(string text, TargetScope scope) =>
        TargetInputs.Expand(text.Replace("{environment}", scope.Environment, StringComparison.Ordinal).Replace("{root}", repositoryRoot, StringComparison.Ordinal), scope);
}
