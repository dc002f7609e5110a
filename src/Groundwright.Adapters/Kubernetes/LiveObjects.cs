using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Asks a cluster what applying a manifest would change, as the server itself would merge it (server-side apply, dry run). Changes nothing.</summary>
/// <param name="kubectl">Talks to it.</param>
/// <param name="vault">Gives folders for what may hold secrets.</param>
internal sealed class LiveObjects(Kubectl kubectl, PlanVault vault)
{
    /// <summary>Field manager of Groundwright.</summary>
    public const string Manager = "groundwright";

    /// <summary>Field manager of Flux, whose fields are taken over by force as Flux does.</summary>
    public const string FluxManager = "kustomize-controller";

    /// <summary>Compares a manifest with the cluster. Every object is validated strictly by the server: unknown fields are refused.</summary>
    /// <param name="manifest">What would be applied.</param>
    /// <param name="members">What was applied before; what of it is not in the manifest goes.</param>
    /// <param name="manager">Who would apply it.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<Comparison> Compare(Manifest manifest, IReadOnlyList<KubeObject> members, string manager, CancellationToken cancellationToken)
    {
        var live = await Find(manifest.Objects, cancellationToken);
        var made = manifest.Objects.Where(one => one.Type == "Namespace" && !live.ContainsKey(one.Key)).Select(one => one.Name).ToHashSet();
        // Objects in a namespace that is yet to be made cannot be tried out.
        var (tried, fresh) = (manifest.Objects.Where(one => !made.Contains(one.Namespace ?? "")).ToList(), manifest.Objects.Where(one => made.Contains(one.Namespace ?? "")).ToList());
        var merged = tried.Count == 0 ? [] : await Try(tried, manager, cancellationToken);
        var kept = merged.Concat(fresh).Select(one => one.Key).ToHashSet();
        return new Comparison(
        [
            .. merged.Select(one => Comparison.Of(live.GetValueOrDefault(one.Key), one)),
            .. fresh.Select(one => Comparison.Of(null, one)),
            .. members.Where(one => !kept.Contains(one.Key)).Select(Comparison.Gone),
        ]);
    }

    /// <summary>Those of some objects that exist, by their keys.</summary>
    public async Task<IReadOnlyDictionary<string, KubeObject>> Find(IReadOnlyList<KubeObject> objects, CancellationToken cancellationToken)
    {
        if (objects.Count == 0) return new Dictionary<string, KubeObject>();
        using var folder = vault.NewFolder();
        var answer = await kubectl.Read(["get", "--ignore-not-found", "-f", await Write(folder, objects, cancellationToken)], cancellationToken);
        return answer.Objects().Select(one => new KubeObject(one)).DistinctBy(one => one.Key).ToDictionary(one => one.Key);
    }

    private async Task<IReadOnlyList<KubeObject>> Try(IReadOnlyList<KubeObject> objects, string manager, CancellationToken cancellationToken)
    {
        using var folder = vault.NewFolder();
        var file = await Write(folder, objects, cancellationToken);
        string[] force = manager == Manager ? [] : ["--force-conflicts"];
        var result = await kubectl.Ask(["apply", "--server-side", "--dry-run=server", "--validate=strict", $"--field-manager={manager}", .. force, "-f", file, "-o", "json"], cancellationToken);
        if (!result.Succeeded) throw new GroundwrightException(ClusterFault.Of(result.StandardError.Replace(file, "the overlay", StringComparison.Ordinal), kubectl.Context));
        return [.. Json.Sequence(result.StandardOutput).SelectMany(one => one.Objects()).Select(one => new KubeObject(one))];
    }

    private static async Task<string> Write(PrivateFolder folder, IReadOnlyList<KubeObject> objects, CancellationToken cancellationToken)
    {
        var file = folder["objects.json"];
        await File.WriteAllBytesAsync(file, Manifest.Write(objects), cancellationToken);
        return file;
    }
}
