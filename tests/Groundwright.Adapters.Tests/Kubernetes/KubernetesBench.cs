using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Groundwright.Adapters.Kubernetes;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Kubernetes;

/// <summary>A repository with overlays for a test: files are written, and each scope is a fresh checkout of them.</summary>
internal sealed class KubernetesBench : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly string kubeconfig;
    private readonly Dictionary<string, string> ours;
    private int checkouts;

    public KubernetesBench(ClusterFixture? cluster = null)
    {
        Needs.Kubectl();
        kubeconfig = cluster?.Kubeconfig ?? folder["no-kubeconfig"];
        ours = new Dictionary<string, string> { ["KUBECONFIG"] = kubeconfig, ["HOME"] = folder["home"] };
        Runner = new RecordingRunner(ours);
        Vault = new PlanVault(folder["git", "plans"], folder["keys", "plans.key"], TimeProvider.System);
        Space = $"t{Guid.NewGuid():N}"[..10];
        if (cluster is not null) Kubectl("create", "namespace", Space);
    }

    public RecordingRunner Runner { get; }

    public PlanVault Vault { get; }

    public PolicyRules Policy { get; } = new(new PolicySettings(), new StatefulResources([]), TimeProvider.System);

    /// <summary>A namespace that is there, and a name nobody else uses.</summary>
    public string Space { get; }

    public KubernetesOptions Options { get; } = new() { RolloutDeadline = TimeSpan.FromSeconds(40), FluxDeadline = TimeSpan.FromSeconds(40), Patience = TimeSpan.FromSeconds(1), Pause = TimeSpan.FromMilliseconds(200) };

    /// <summary>A target that applies the overlay <c>site</c> itself.</summary>
    public DirectTarget Direct(string? context = null, bool direct = true) => new(
        new TargetSettings { Name = Space, Kustomize = "site", AppliesDirectly = direct }, context, Runner, Vault, Policy, new ApplyProgram("gw", []), TimeProvider.System, Options);

    /// <summary>Writes a file of the tree that later checkouts hold; null takes it out.</summary>
    public KubernetesBench With(string path, string? content)
    {
        if (content is null) files.Remove(path);
        else files[path] = content;
        return this;
    }

    /// <summary>An overlay of a Deployment that every rule likes, a Service and a ConfigMap.</summary>
    public KubernetesBench WithSite(string tag = "1.0", string greeting = "hello", string more = "")
    {
        With("site/kustomization.yaml", $"namespace: {Space}\nresources: [site.yaml]\n");
        return With("site/site.yaml", Site(tag, greeting) + more);
    }

    public static string Site(string tag, string greeting) => $$"""
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: settings }
        data: { greeting: {{greeting}} }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: api }
        spec:
          selector: { app: api }
          ports: [{ port: 80 }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: api }
        spec:
          replicas: 1
          selector: { matchLabels: { app: api } }
          template:
            metadata: { labels: { app: api } }
            spec:
              securityContext: { runAsNonRoot: true }
              containers:
              - name: api
                image: registry.example/team/api:{{tag}}
                resources: { limits: { memory: 64Mi, cpu: 100m } }

        """;

    /// <summary>A fresh checkout of the tree as it is now.</summary>
    public TargetScope Scope(string environment = "dev")
    {
        var directory = folder[$"checkout-{Interlocked.Increment(ref checkouts)}"];
        foreach (var (path, content) in files)
        {
            var full = Path.Combine(directory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, content);
        }
        var tree = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', files.Select(file => $"{file.Key}\0{file.Value}")))));
        return new TargetScope("run12345", environment, directory, tree, null);
    }

    /// <summary>Applies a plan the way the product does: by the process of the target.</summary>
    public async Task<(int Exit, string Log)> Apply(ITarget target, TargetPlan plan)
    {
        var command = await target.ApplyCommand(Scope(), plan, CancellationToken.None);
        command.Program.ShouldBe("gw");
        var log = new StringBuilder();
        var exit = await new ObjectsApply(Runner).Run(command.Arguments[^1], line => { lock (log) log.AppendLine(line.Text); }, CancellationToken.None);
        return (exit, log.ToString());
    }

    /// <summary>Plans and applies what the tree says now.</summary>
    public async Task<TargetPlan> Ship(ITarget target)
    {
        var plan = await target.Plan(Scope(), CancellationToken.None);
        var (exit, log) = await Apply(target, plan);
        exit.ShouldBe(0, log);
        return plan;
    }

    /// <summary>Real kubectl, as somebody else.</summary>
    public string Kubectl(params string[] arguments)
    {
        var (exit, output) = ChildProcess.Run("kubectl", arguments, folder.Path, new Dictionary<string, string?> { ["KUBECONFIG"] = kubeconfig, ["HOME"] = folder["home"] });
        return exit == 0 ? output : throw new InvalidOperationException($"kubectl {string.Join(' ', arguments)}: {output}");
    }

    /// <summary>The same with objects on a file.</summary>
    public string KubectlWith(string yaml, params string[] arguments) => Kubectl([.. arguments, "-f", folder.Write($"objects-{Guid.NewGuid():N}.yaml", yaml)]);

    /// <summary>Something else vouches for the same address from now on, and nothing besides is another.</summary>
    public void ChangeAuthority()
    {
        var text = File.ReadAllText(kubeconfig);
        var authority = text.Split("certificate-authority-data: ")[1].Split((char[]?)null)[0];
        var other = Convert.ToBase64String([.. Convert.FromBase64String(authority), .. "\n# and somebody else\n"u8]);
        ours["KUBECONFIG"] = folder.Write("other-kubeconfig", text.Replace(authority, other, StringComparison.Ordinal));
    }

    public JsonNode Get(string type, string name, string? space = null) => JsonNode.Parse(Kubectl("get", type, name, "-n", space ?? Space, "-o", "json"))!;

    public bool Exists(string type, string name) => Kubectl("get", type, name, "-n", Space, "--ignore-not-found", "-o", "name").Length > 0;

    public void Dispose() => folder.Dispose();
}
