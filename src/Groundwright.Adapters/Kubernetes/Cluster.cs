using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Groundwright.Core.Problems;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Which cluster kubectl would talk to.</summary>
/// <param name="Context">Name of the context.</param>
/// <param name="Server">Its address.</param>
/// <param name="Authority">Hash over who vouches for it; a cluster made again at the same address has another one.</param>
/// <param name="Namespace">Namespace of objects that name none.</param>
internal sealed record Cluster(string Context, string Server, string Authority, string Namespace)
{
    /// <summary>All of it as one value to bind a plan to (rule X7).</summary>
    public string Identity => $"{Context} {Server} ca:{Authority}";

    /// <summary>Reads the configuration of kubectl; asks nobody.</summary>
    /// <exception cref="GroundwrightException">GW2171: there is no such context.</exception>
    public static async Task<Cluster> Find(Kubectl kubectl, CancellationToken cancellationToken)
    {
        // Raw, for the certificate would be left out otherwise; so are keys and tokens then, and nothing of it is kept.
        var result = await kubectl.Ask(["config", "view", "--minify", "--raw", "-o", "json"], cancellationToken);
        if (!result.Succeeded) throw new GroundwrightException(ClusterFault.Of(result.StandardError, kubectl.Context));
        var view = JsonNode.Parse(result.StandardOutput);
        var cluster = view.Items("clusters").FirstOrDefault().At("cluster");
        var name = view.Text("current-context");
        if (name is null || cluster.Text("server") is not { } server) throw new GroundwrightException(ClusterFault.MissingContext("", kubectl.Context));
        return new Cluster(name, server, AuthorityOf(cluster), view.Items("contexts").FirstOrDefault().At("context").Text("namespace") ?? "default");
    }

    private static string AuthorityOf(JsonNode? cluster)
    {
        if (cluster.Flag("insecure-skip-tls-verify")) return "not checked";
        var file = cluster.Text("certificate-authority");
        var certificate = cluster.Text("certificate-authority-data") is { } data ? Encoding.UTF8.GetBytes(data)
            : file is not null && File.Exists(file) ? Encoding.UTF8.GetBytes(Convert.ToBase64String(File.ReadAllBytes(file))) : null;
        return certificate is null ? "system" : Convert.ToHexStringLower(SHA256.HashData(certificate))[..16];
    }
}
