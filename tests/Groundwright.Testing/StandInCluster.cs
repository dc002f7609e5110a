using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Groundwright.Testing;

/// <summary>
/// A Kubernetes API in a process of its own, for the real <c>kubectl</c>; see <c>docs/explanation/kubernetes-stand-in.md</c>. The test project refers to
/// <c>tests/KubernetesStandIn</c> with <c>ReferenceOutputAssembly="false"</c>.
/// </summary>
public sealed class StandInCluster : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly TemporaryDirectory folder = new();
    private readonly ChildProcess process;
    private readonly HttpClient client;

    private StandInCluster(IEnumerable<string> options)
    {
        string[] always = ["--schemas", Needs.Schemas(), "--folder", folder["cluster"], "--token", Token, "--read-only-token", ReadOnlyToken, "--parent", $"{Environment.ProcessId}"];
        process = ChildProcess.Start(Locate(), [.. always, .. options]);
        Server = new Uri(WaitForAddress());
        KubeConfig = folder.Write("kubeconfig", Config(Token));
        ReadOnlyKubeConfig = folder.Write("read-only-kubeconfig", Config(ReadOnlyToken));
        client = new HttpClient(TrustingOnly(folder["cluster", "ca.crt"])) { BaseAddress = Server };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    /// <summary>Whoever has it may do everything.</summary>
    public string Token { get; } = $"writer-{Guid.NewGuid():N}";

    /// <summary>Whoever has it may only read.</summary>
    public string ReadOnlyToken { get; } = $"reader-{Guid.NewGuid():N}";

    /// <summary>Address of the API.</summary>
    public Uri Server { get; }

    /// <summary>A kubeconfig with one context, <c>stand-in</c>, that may do everything. Absolute.</summary>
    public string KubeConfig { get; }

    /// <summary>The same for someone who may only read. Absolute.</summary>
    public string ReadOnlyKubeConfig { get; }

    /// <summary>Sends requests as someone who may do everything.</summary>
    public HttpClient Client => client;

    /// <summary>Environment for kubectl, and for the product when it calls kubectl. The cache is of this cluster alone: another may get the same port later.</summary>
    public IReadOnlyDictionary<string, string?> KubectlEnvironment => EnvironmentOf(KubeConfig);

    /// <summary>Starts a cluster, or skips the test when kubectl or the schemas are missing.</summary>
    /// <param name="options">Of <c>tests/KubernetesStandIn/Program.cs</c>, such as <c>--ready-after 2000</c>.</param>
    public static StandInCluster Start(params string[] options)
    {
        Needs.Kubectl();
        return new StandInCluster(options);
    }

    /// <summary>Runs kubectl and returns its exit code and what it printed on both streams.</summary>
    public (int ExitCode, string Output) Try(params string[] arguments) => ChildProcess.Run("kubectl", arguments, folder.Path, EnvironmentOf(KubeConfig));

    /// <summary>The same as someone who may only read.</summary>
    public (int ExitCode, string Output) TryReadOnly(params string[] arguments) => ChildProcess.Run("kubectl", arguments, folder.Path, EnvironmentOf(ReadOnlyKubeConfig));

    /// <summary>Runs kubectl and returns what it printed, trimmed. A failure throws.</summary>
    public string Kubectl(params string[] arguments)
    {
        var (exit, output) = Try(arguments);
        return exit == 0 ? output.Trim() : throw new InvalidOperationException($"kubectl {string.Join(' ', arguments)}: {output}{Environment.NewLine}{process.Output}");
    }

    /// <summary>Starts kubectl and leaves it to the test, such as for a watch.</summary>
    public ChildProcess StartKubectl(params string[] arguments) => ChildProcess.Start("kubectl", arguments, folder.Path, EnvironmentOf(KubeConfig));

    /// <summary>Writes a manifest and returns its path, for <c>kubectl apply -f</c>.</summary>
    public string Manifest(string yaml) => folder.Write($"manifests/{Guid.NewGuid():N}.yaml", yaml);

    /// <summary>Lets the address of a GitRepository stand for a local repository: Flux takes no local paths.</summary>
    public void ServeRepository(string url, string path) => Admin("repositories", new JsonObject { ["url"] = url, ["path"] = path });

    /// <summary>Fails or delays the next requests that match.</summary>
    /// <param name="path">A regular expression.</param>
    /// <param name="status">The answer; null: it is only delayed.</param>
    /// <param name="method">Null: any.</param>
    /// <param name="count">For how many requests.</param>
    /// <param name="delay">Before the answer.</param>
    public void Fail(string path, int? status = null, string? method = null, int count = 1, TimeSpan delay = default) =>
        Admin("failures", new JsonObject { ["path"] = path, ["status"] = status, ["method"] = method, ["count"] = count, ["delayMilliseconds"] = delay.TotalMilliseconds });

    /// <summary>Sets the cluster's clock forward.</summary>
    public void Advance(TimeSpan by) => Admin("clock", new JsonObject { ["seconds"] = by.TotalSeconds });

    /// <summary>Forgets the changes so far: watches from before are told that they are too late.</summary>
    public void Compact() => Admin("compact", []);

    /// <summary>Makes the cluster new again.</summary>
    public void Reset() => Admin("reset", []);

    /// <summary>The pod dies, as when its node fails.</summary>
    public void KillPod(string inNamespace, string name)
    {
        using var answer = client.Send(new HttpRequestMessage(HttpMethod.Delete, $"/stand-in/pods/{inNamespace}/{name}"));
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The requests so far, as <c>GET /path?query 200</c>.</summary>
    public IReadOnlyList<string> Requests()
    {
        using var answer = client.Send(new HttpRequestMessage(HttpMethod.Get, "/stand-in/requests"));
        var seen = JsonNode.Parse(answer.Content.ReadAsStream())!.AsArray();
        return [.. seen.Select(request => $"{request!["method"]} {request["path"]}{request["query"]} {request["status"]}")];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        process.Dispose();
        folder.Dispose();
    }

    private void Admin(string what, JsonObject body)
    {
        using var answer = client.Send(new HttpRequestMessage(HttpMethod.Post, $"/stand-in/{what}") { Content = JsonContent.Create(body) });
        answer.EnsureSuccessStatusCode();
    }

    private Dictionary<string, string?> EnvironmentOf(string config) => new() { ["KUBECONFIG"] = config, ["KUBECACHEDIR"] = folder["kubectl-cache"] };

    private string WaitForAddress()
    {
        const string Begin = "listening on ";
        var until = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(until) < StartLimit)
        {
            if (process.Output.Split('\n').FirstOrDefault(line => line.StartsWith(Begin, StringComparison.Ordinal)) is { } line) return line[Begin.Length..].Trim();
            if (process.HasExited) break;
            Thread.Sleep(20);
        }
        var output = process.Output;
        process.Dispose();
        throw new InvalidOperationException($"the stand-in cluster did not start: {output}");
    }

    private string Config(string token) => $$"""
        apiVersion: v1
        kind: Config
        current-context: stand-in
        clusters:
        - name: stand-in
          cluster: { server: "{{Server}}", certificate-authority-data: {{Convert.ToBase64String(File.ReadAllBytes(folder["cluster", "ca.crt"]))}} }
        users:
        - name: stand-in
          user: { token: {{token}} }
        contexts:
        - name: stand-in
          context: { cluster: stand-in, user: stand-in }
        """;

    private static HttpClientHandler TrustingOnly(string certificate)
    {
        using var trusted = X509CertificateLoader.LoadCertificateFromFile(certificate);
        var thumbprint = trusted.Thumbprint;
        return new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, served, _, _) => served?.Thumbprint == thumbprint };
    }

    private static string Locate()
    {
        // artifacts/bin/<project>/<configuration>/
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(configuration.Parent!.Parent!.FullName, "KubernetesStandIn", configuration.Name, OperatingSystem.IsWindows() ? "kubernetes-stand-in.exe" : "kubernetes-stand-in");
        return File.Exists(path) ? path : throw new FileNotFoundException("build tests/KubernetesStandIn first", path);
    }
}
