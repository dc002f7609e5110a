using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Kubernetes;

/// <summary>One stand-in cluster for the tests of this folder; each uses namespaces and names of its own.</summary>
public sealed partial class ClusterFixture : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly Lazy<Server> server;

    public ClusterFixture() => server = new Lazy<Server>(Start);

    /// <summary>kubectl configuration with the contexts <c>writer</c> (current), <c>reader</c> and <c>gone</c>.</summary>
    public string Kubeconfig => server.Value.Kubeconfig;

    /// <summary>Lets an address of a GitRepository stand for a local repository.</summary>
    public void Serve(string url, string path)
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
        using var client = new HttpClient(handler);
        client.PostAsJsonAsync($"{server.Value.Address}/stand-in/repositories", new { url, path }).GetAwaiter().GetResult().EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        if (server.IsValueCreated) server.Value.Process.Dispose();
        folder.Dispose();
    }

    private Server Start()
    {
        Needs.Tool("kubectl", "https://kubernetes.io/docs/tasks/tools/");
        var schemas = Environment.GetEnvironmentVariable("GROUNDWRIGHT_SCHEMAS") ?? Path.Combine(SourceTree.Root, "..", "shared", "schemas");
        if (!File.Exists(Path.Combine(schemas, "kubernetes-1.32", "swagger.json")))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"no schemas in {schemas}");
            Assert.Skip("the stand-in cluster needs the schemas in ../shared/schemas");
        }
        var process = ChildProcess.Start(Program(), ["--schemas", schemas, "--folder", folder["server"], "--definitions", "flux-", "--flux-interval", "500", "--ready-after", "100", "--parent", $"{Environment.ProcessId}"]);
        for (var i = 0; i < 600 && !process.Output.Contains("listening on") && !process.HasExited; i++) Thread.Sleep(100);
        var address = Listening().Match(process.Output) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException($"the stand-in did not start: {process.Output}");
        return new Server(process, address, folder.Write("kubeconfig", Configuration(address)));
    }

    private string Configuration(string address) => $$"""
        apiVersion: v1
        kind: Config
        current-context: writer
        contexts:
        - { name: writer, context: { cluster: stand-in, user: writer } }
        - { name: reader, context: { cluster: stand-in, user: reader } }
        - { name: gone, context: { cluster: gone, user: writer } }
        clusters:
        - { name: stand-in, cluster: { server: "{{address}}", certificate-authority: "{{folder["server", "ca.crt"]}}" } }
        - { name: gone, cluster: { server: "https://127.0.0.1:1" } }
        users:
        - { name: writer, user: { token: writer } }
        - { name: reader, user: { token: reader } }

        """;

    private static string Program()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(configuration.Parent!.Parent!.FullName, "KubernetesStandIn", configuration.Name, OperatingSystem.IsWindows() ? "kubernetes-stand-in.exe" : "kubernetes-stand-in");
    }

    private sealed record Server(ChildProcess Process, string Address, string Kubeconfig);

    [GeneratedRegex(@"listening on (\S+)")]
    private static partial Regex Listening();
}

/// <summary>The tests that share the cluster.</summary>
[CollectionDefinition(nameof(Cluster))]
public sealed class Cluster : ICollectionFixture<ClusterFixture>;
