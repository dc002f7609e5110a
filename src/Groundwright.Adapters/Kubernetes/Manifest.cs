using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>What an overlay renders to.</summary>
/// <param name="Objects">In the order in which they are applied.</param>
/// <param name="Sha256">Hash over what kustomize printed.</param>
internal sealed record Manifest(IReadOnlyList<KubeObject> Objects, string Sha256)
{
    /// <summary>Nothing.</summary>
    public static Manifest Empty { get; } = new([], HashOf(""));

    /// <summary>The objects as one file for kubectl.</summary>
    public static byte[] Write(IEnumerable<KubeObject> objects) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "List",
        ["items"] = new JsonArray([.. objects.Select(one => one.Json.DeepClone())]),
    }.ToJsonString());

    /// <summary>The objects of such a file.</summary>
    public static IReadOnlyList<KubeObject> Read(byte[] file) => [.. JsonNode.Parse(file).Objects().Select(one => new KubeObject(one))];

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
