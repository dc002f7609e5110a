using System.Text.RegularExpressions;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using YamlDotNet.RepresentationModel;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>
/// Refuses what an overlay may hold to make kustomize load or run foreign things (rule U1): remote bases and files, charts, plug-ins. Everything that it
/// would build from must lie in the checkout, for what kustomize does not find there it takes for an address.
/// </summary>
internal sealed partial class KustomizeGuard(string checkout, string target)
{
    private static readonly string[] Builds = ["resources", "bases", "components"];
    private static readonly string[] PlugIns = ["generators", "transformers", "validators"];
    private static readonly string[] Loads =
        ["patches", "patchesStrategicMerge", "patchesJson6902", "configMapGenerator", "secretGenerator", "crds", "configurations", "replacements", "openapi", "generators", "transformers", "validators"];
    private static readonly string[] Charts = ["helmCharts", "helmChartInflationGenerator", "helmGlobals"];
    private static readonly string[] Content = ["patch", "literals", "target", "options", "labels", "annotations", "name", "namespace", "behavior", "type"];

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly List<Problem> problems = [];

    /// <summary>Looks through an overlay and everything it builds on.</summary>
    /// <exception cref="GroundwrightException">GW2010 or GW2020, with everything that was found, each with file and line.</exception>
    public void Check(string folder)
    {
        Enter(folder);
        if (problems.Count > 0) throw new GroundwrightException([.. problems]);
    }

    private void Enter(string folder)
    {
        if (!seen.Add(folder)) return;
        foreach (var file in KustomizationFile.In(checkout, folder))
        {
            foreach (var (key, value) in file.Entries().Where(entry => Charts.Contains(entry.Key)))
                Refuse(file, value, $"`{key}` needs helm and the network", "Render the chart into the repository, or let Flux install it with a HelmRelease.");
            foreach (var (key, value) in file.Below([.. Builds, .. PlugIns], []).Where(entry => !entry.Value.Value!.Contains('\n', StringComparison.Ordinal))) Build(file, folder, key, value);
            foreach (var (key, value) in file.Below(Loads, Content).Where(entry => Remote().IsMatch(entry.Value.Value ?? "")))
                Refuse(file, value, $"`{key}` loads {value.Value}", "What is deployed must be part of the change, so that it can be reviewed. Copy the file into the repository.");
            foreach (var (key, value) in file.Below(PlugIns, []).Where(entry => Inline(entry.Value.Value ?? "")))
                Refuse(file, value, $"`{key}` runs a plug-in", PlugInReason);
        }
    }

    private const string PlugInReason = "Plug-ins are programs that the tree chooses; nothing of the tree is run while it is rendered.";

    private void Build(KustomizationFile file, string folder, string key, YamlScalarNode value)
    {
        var entry = value.Value ?? "";
        var path = Path.GetFullPath(Path.Combine(folder, entry));
        if (!Path.IsPathRooted(entry) && IsInside(path))
        {
            if (Directory.Exists(path))
            {
                Enter(path);
                return;
            }
            if (File.Exists(path))
            {
                if (PlugIns.Contains(key) && Inline(File.ReadAllText(path))) Refuse(file, value, $"`{key}` runs the plug-in of {entry}", PlugInReason);
                return;
            }
        }
        if (Remote().IsMatch(entry)) Refuse(file, value, $"`{key}` takes {entry} from elsewhere", "What is deployed must be part of the change, so that it can be reviewed. Copy the base into the repository.");
        else problems.Add(Problem.Of(TargetProblems.Invalid, $"`{key}` names {entry}, which is not in this tree") with { Source = file.At(value) });
    }

    private bool IsInside(string path) => path == checkout || path.StartsWith(checkout + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static bool Inline(string text) => Function().IsMatch(text);

    private void Refuse(KustomizationFile file, YamlNode node, string what, string why) => problems.Add(Problem.Of(TargetProblems.Forbidden,
        what, $"{why} Nothing was rendered for target {target}.") with
    { Source = file.At(node) });

    [GeneratedRegex(@"://|^git@|^git::|^(www\.)?(github|gitlab|bitbucket)\.[a-z]+[/:]|\?ref=|\?version=|^[^/\s]+\.[a-z]{2,}/\S+//", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Remote();

    [GeneratedRegex(@"config\.kubernetes\.io/function|config\.k8s\.io/function|kind:\s*[""']?(ChartInflator|HelmChartInflationGenerator|ExecPlugin)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Function();
}
