using System.Text;
using Groundwright.Core.Processes;
using Groundwright.Core.Secrets;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Environments;

/// <summary>As much of a cluster as `kubectl rollout status` asks for one deployment.</summary>
internal sealed class WorkloadServer : IDisposable
{
    private const string Discovery = """{"kind":"APIResourceList","apiVersion":"v1","groupVersion":"apps/v1","resources":[{"name":"deployments","singularName":"deployment","namespaced":true,"kind":"Deployment","verbs":["get","list"]}]}""";

    private const string Apis = """{"kind":"APIGroupList","apiVersion":"v1","groups":[{"name":"apps","versions":[{"groupVersion":"apps/v1","version":"v1"}],"preferredVersion":{"groupVersion":"apps/v1","version":"v1"}}]}""";

    private readonly TinyServer server;

    public WorkloadServer(TemporaryDirectory folder)
    {
        server = new TinyServer(Answer);
        var file = folder.Write("kubeconfig", $$"""
            apiVersion: v1
            kind: Config
            clusters: [{ name: c, cluster: { server: "http://127.0.0.1:{{server.Port}}" } }]
            users: [{ name: u, user: {} }]
            contexts: [{ name: live, context: { cluster: c, user: u } }]
            """);
        Runner = new WithVariables(new CommandRunner(TimeProvider.System, new Masker()), ("KUBECONFIG", file), ("HOME", folder.Path));
    }

    public int Available { get; set; }

    /// <summary>Runs commands against this cluster.</summary>
    public ICommandRunner Runner { get; }

    public void Dispose() => server.Dispose();

    private string Answer(string request)
    {
        var path = request.Split(' ')[1].Split('?')[0];
        var body = path switch
        {
            "/api" => """{"kind":"APIVersions","versions":["v1"]}""",
            "/api/v1" => """{"kind":"APIResourceList","apiVersion":"v1","groupVersion":"v1","resources":[]}""",
            "/apis" => Apis,
            "/apis/apps/v1" => Discovery,
            "/apis/apps/v1/namespaces/orders/deployments/api" => Deployment(),
            "/apis/apps/v1/namespaces/orders/deployments" => $$"""{"kind":"DeploymentList","apiVersion":"apps/v1","metadata":{"resourceVersion":"1"},"items":[{{Deployment()}}]}""",
            _ => null,
        };
        var status = body is null ? "404 Not Found" : "200 OK";
        body ??= """{"kind":"Status","apiVersion":"v1","status":"Failure","message":"not found","reason":"NotFound","code":404}""";
        return $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
    }

    private string Deployment() => $$"""
        {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"api","namespace":"orders","generation":1},
         "spec":{"replicas":2,"selector":{"matchLabels":{"a":"b"} },"template":{"metadata":{"labels":{"a":"b"} },"spec":{"containers":[]} } },
         "status":{"observedGeneration":1,"replicas":2,"updatedReplicas":2,"readyReplicas":{{Available}},"availableReplicas":{{Available}} } }
        """;

    private sealed class WithVariables(ICommandRunner inner, params (string Name, string Value)[] variables) : ICommandRunner
    {
        public Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken) => inner.Run(
            command with { Environment = variables.Aggregate(command.Environment, (environment, variable) => environment.With(variable.Name, variable.Value)) }, onLine, cancellationToken);
    }
}
