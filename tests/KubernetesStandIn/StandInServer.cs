using System.Text.Json.Nodes;
using Groundwright.Core.Processes;
using Groundwright.Core.Secrets;
using KubernetesStandIn.Admin;
using KubernetesStandIn.Controllers;
using KubernetesStandIn.Controllers.Flux;
using KubernetesStandIn.Discovery;
using KubernetesStandIn.Http;
using KubernetesStandIn.Json;
using KubernetesStandIn.Requests;
using KubernetesStandIn.Schemas;
using KubernetesStandIn.Storage;
using KubernetesStandIn.Writing;
using Microsoft.Extensions.Hosting;

namespace KubernetesStandIn;

/// <summary>Puts the parts together.</summary>
internal sealed class StandInServer
{
    private readonly ObjectStore store = new();
    private readonly ResourceCatalog catalog;
    private readonly ObjectWriter writer;
    private readonly IReadOnlyList<JsonObject> definitions;

    public StandInServer(StandInOptions options, Action<string> warn)
    {
        var swagger = Swagger.Load(Path.Combine(options.Schemas, "kubernetes-1.32", "swagger.json"));
        var time = new ShiftedTime();
        catalog = new ResourceCatalog(swagger);
        writer = new ObjectWriter(store, catalog, time);
        definitions = [.. DefinitionFiles(options).SelectMany(file => YamlReading.Documents(File.ReadAllText(file))).Where(item => item.Text("kind") == "CustomResourceDefinition")];
        Seed.Plant(writer, catalog, definitions);

        var deletion = new ObjectDeletion(store, catalog, time);
        var cluster = new Cluster(store, catalog, writer, deletion, time);
        var runner = new CommandRunner(TimeProvider.System, new Masker([]));
        var git = new GitSources(runner, Directory.CreateDirectory(Path.Combine(options.Folder, "git")).FullName);
        var clock = new FluxClock(time, options.FluxInterval);
        var (seen, failures) = (new SeenRequests(), new InjectedFailures());
        Front = new FrontDoor(options, seen, failures, new AdminRequests(seen, failures, time, git, cluster, Reset),
            new DiscoveryRequests(catalog, swagger), catalog, new ObjectRequests(store, writer, deletion, time));
        Loops =
        [
            new ControllerLoop(
                [new DeploymentController(cluster), new PodSetController(cluster), new JobController(cluster), new PodController(cluster, options.ReadyAfter), new EndpointsController(cluster), new NamespaceController(cluster), new GarbageCollector(cluster)],
                store, warn),
            new FluxLoop(new GitRepositoryController(cluster, clock, git), new KustomizationController(cluster, clock, git, new Builder(runner)), new HelmController(cluster, clock), warn),
        ];
    }

    public FrontDoor Front { get; }

    public IReadOnlyList<IHostedService> Loops { get; }

    private void Reset()
    {
        lock (store.Sync)
        {
            foreach (var (key, _) in store.List("apiextensions.k8s.io", "customresourcedefinitions")) catalog.Uninstall(key.Name);
            store.Clear();
            Seed.Plant(writer, catalog, definitions);
        }
    }

    private static IEnumerable<string> DefinitionFiles(StandInOptions options) =>
        Directory.EnumerateFiles(options.Schemas, "*.yaml", SearchOption.AllDirectories)
            .Where(file => options.Definitions.Any(prefix => Path.GetRelativePath(options.Schemas, file).StartsWith(prefix, StringComparison.Ordinal))).Order(StringComparer.Ordinal);
}
