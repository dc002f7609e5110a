using System.Security.Cryptography;
using System.Text;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>What an overlay renders to.</summary>
/// <param name="Objects">In the order in which they are applied.</param>
/// <param name="Sha256">Hash over what kustomize printed.</param>
internal sealed record Manifest(IReadOnlyList<KubeObject> Objects, string Sha256)
{
    /// <summary>Nothing.</summary>
    public static Manifest Empty { get; } = new([], HashOf(""));

    /// <summary>The objects as one file for kubectl: one after another. Of a `v1.List` it would check the schema by itself instead of leaving that to the server.</summary>
    public static byte[] Write(IEnumerable<KubeObject> objects) => Encoding.UTF8.GetBytes(string.Join('\n', objects.Select(one => one.Json.ToJsonString())));

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
