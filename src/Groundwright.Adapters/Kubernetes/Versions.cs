using Groundwright.Core.Environments.Policies;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Reads what is deployed out of manifests: tags of images, versions of charts.</summary>
internal static class Versions
{
    /// <summary>By name of the image (its last part) or chart. Where two versions of one are deployed, both are named.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<KubeObject> objects)
    {
        var found = objects.SelectMany(one => Images(one).Concat(Charts(one))).GroupBy(pair => pair.Name, StringComparer.Ordinal);
        return found.ToDictionary(group => group.Key, group => string.Join(", ", group.Select(pair => pair.Version).Distinct().Order(StringComparer.Ordinal)));
    }

    private static IEnumerable<(string Name, string Version)> Images(KubeObject one) =>
        from container in PodSpecs.Of(one.Type, one.Element()).Containers()
        let image = container.Text("image")
        where image is not null
        let name = ImageName.Parse(image)
        select (name.Repository[(name.Repository.LastIndexOf('/') + 1)..], name.Version);

    private static IEnumerable<(string Name, string Version)> Charts(KubeObject one)
    {
        if (one.Type != "HelmRelease.helm.toolkit.fluxcd.io") yield break;
        var chart = one.Json.At("spec").At("chart").At("spec");
        if (chart.Text("chart") is { } name && chart.Text("version") is { } version) yield return (name[(name.LastIndexOf('/') + 1)..], version);
    }
}
