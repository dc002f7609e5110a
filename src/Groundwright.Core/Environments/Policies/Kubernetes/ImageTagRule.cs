namespace Groundwright.Core.Environments.Policies;

/// <summary>An image of which nobody can say which one it is.</summary>
internal sealed class ImageTagRule : IPolicyRule
{
    public string Id => "k8s-004";

    public PolicySeverity Severity => PolicySeverity.Error;

    public string Documentation => "An image has no tag or the tag `latest`: what runs changes without a release, and going back brings nothing back.";

    public IEnumerable<string> Check(PlannedResource resource)
    {
        foreach (var container in resource.PodSpec().Containers())
        {
            if (container.Text("image") is not { } image || ImageName.Parse(image) is not { Digest: null } name) continue;
            if (name.Tag is null) yield return $"container {container.ContainerName()} has image {image} without a tag";
            else if (name.Tag == "latest") yield return $"container {container.ContainerName()} has image {image}";
        }
    }
}

/// <summary>The parts of an image's name: <c>registry:5000/team/app:1.2@sha256:…</c>.</summary>
/// <param name="Repository">Registry and path, without tag and digest.</param>
/// <param name="Tag">Null without one.</param>
/// <param name="Digest">Null without one.</param>
public sealed record ImageName(string Repository, string? Tag, string? Digest)
{
    /// <summary>Takes a name apart. A port of the registry is no tag.</summary>
    public static ImageName Parse(string image)
    {
        var at = image.IndexOf('@', StringComparison.Ordinal);
        var (name, digest) = at < 0 ? (image, null) : (image[..at], image[(at + 1)..]);
        var colon = name.IndexOf(':', name.LastIndexOf('/') + 1);
        return colon < 0 ? new ImageName(name, null, digest) : new ImageName(name[..colon], name[(colon + 1)..], digest);
    }

    /// <summary>What tells versions apart: the tag, else the digest, else <c>latest</c>.</summary>
    public string Version => Tag ?? Digest ?? "latest";
}
