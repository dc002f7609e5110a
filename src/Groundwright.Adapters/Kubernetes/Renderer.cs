using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Renders the overlay of a checkout, without the network and without running anything of the tree.</summary>
/// <param name="kubectl">kubectl with its own kustomize.</param>
/// <param name="target">Name of the target.</param>
/// <param name="overlay">Folder of the overlay; <c>{environment}</c> is replaced.</param>
internal sealed class Renderer(Kubectl kubectl, string target, string overlay)
{
    /// <summary>Folder of the overlay in an environment.</summary>
    public string Folder(string environment) => overlay.Replace("{environment}", environment, StringComparison.Ordinal).Trim('/');

    /// <summary>The objects of the overlay.</summary>
    /// <exception cref="GroundwrightException">GW2011: it is not there. GW2010: it loads or runs foreign things. GW2020: it cannot be rendered, or renders to what is no object.</exception>
    public async Task<Manifest> Render(string checkout, string environment, CancellationToken cancellationToken)
    {
        var folder = Folder(environment);
        var path = Enter(checkout, folder);
        new KustomizeGuard(checkout, target).Check(path);
        var built = await kubectl.Offline(checkout, ["kustomize", path], null, cancellationToken);
        if (!built.Succeeded) throw Invalid($"{folder} cannot be rendered", ClusterFault.Words(built.StandardError).Replace(checkout + Path.DirectorySeparatorChar, "", StringComparison.Ordinal), folder);
        var objects = string.IsNullOrWhiteSpace(built.StandardOutput) ? [] : await Parse(checkout, built.StandardOutput, folder, cancellationToken);
        var wrong = objects.SelectMany((one, at) => one.Faults().Select(fault => Problem.Of(TargetProblems.Invalid, $"object {at + 1} of {folder} ({one.Address}): {fault}", null, See(folder)))).ToArray();
        return wrong.Length == 0 ? new Manifest(objects, Manifest.HashOf(built.StandardOutput)) : throw new GroundwrightException(wrong);
    }

    // kubectl reads its own YAML best: whatever it makes of a value here, it makes of it when it applies.
    private async Task<IReadOnlyList<KubeObject>> Parse(string checkout, string yaml, string folder, CancellationToken cancellationToken)
    {
        var read = await kubectl.Offline(checkout, ["annotate", "--local", "--overwrite", "-f", "-", "-o", "json", $"{KubeObject.TargetNote}={target}"], yaml, cancellationToken);
        return read.Succeeded ? [.. Json.Sequence(read.StandardOutput).Select(one => new KubeObject(one))]
            : throw Invalid($"{folder} renders to something that is no object", ClusterFault.Words(read.StandardError), folder);
    }

    private string Enter(string checkout, string folder)
    {
        var path = checkout;
        foreach (var part in folder.Split('/').Where(part => part is not ("" or ".")))
        {
            path = Path.Combine(path, part);
            if (part == ".." || new DirectoryInfo(path) is { Exists: true, LinkTarget: not null })
                throw new GroundwrightException(Problem.Of(TargetProblems.Forbidden, $"{folder} leads out of the tree", "Folders of targets are entered without following links."));
        }
        return Directory.Exists(path) ? path : throw new GroundwrightException(Problem.Of(TargetProblems.NoRoot,
            $"{folder} is not in this tree", $"It is the overlay of target {target}.", new Remedy("gw config check", "checks groundwright.yaml")));
    }

    private static GroundwrightException Invalid(string what, string words, string folder) => new(Problem.Of(TargetProblems.Invalid, what, words, See(folder)));

    private static Remedy See(string folder) => new($"kubectl kustomize {folder}", "renders it here");
}
