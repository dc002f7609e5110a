using System.Text.Json.Nodes;
using Groundwright.Core.Environments;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Kubernetes;

/// <summary>Waits until the workloads of a manifest run and their services have somebody to ask, and names the cause when they do not.</summary>
internal sealed class Rollout(Kubectl kubectl, TimeProvider time, KubernetesOptions options)
{
    private const int LookFor = 3;
    private static readonly string[] Workloads = ["Deployment.apps", "StatefulSet.apps", "DaemonSet.apps"];

    /// <summary>One result for each workload, then for each service with a selector. One deadline for all of them.</summary>
    public async Task<IReadOnlyList<HealthResult>> Wait(IReadOnlyList<KubeObject> objects, string space, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        var end = time.GetUtcNow() + options.RolloutDeadline;
        var results = new List<HealthResult>();
        foreach (var one in objects.Where(one => Workloads.Contains(one.Type)))
            results.Add(await Workload(one, one.Namespace ?? space, end, onLine, cancellationToken));
        foreach (var one in objects.Where(one => one.Type == "Service" && one.Json.At("spec").Map("selector").Any()))
            results.Add(await Service(one, one.Namespace ?? space, end, cancellationToken));
        return results;
    }

    private async Task<HealthResult> Workload(KubeObject one, string space, DateTimeOffset end, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        var persistence = new Persistence(time, options.Patience);
        var name = $"rollout {one.Kind}/{space}/{one.Name}";
        var result = await new Poll(time, options).Until(end - time.GetUtcNow(), async () =>
        {
            var status = await kubectl.Watch(["rollout", "status", $"{one.Type.ToLowerInvariant()}/{one.Name}", "--namespace", space, $"--timeout={LookFor}s"], onLine, cancellationToken);
            if (status.Succeeded) return new HealthResult(name, true, "ready");
            if (!IsSlow(status.StandardError)) return new HealthResult(name, false, ClusterFault.Of(status.StandardError, kubectl.Context) is var fault ? $"{fault.Summary}: {fault.Detail}" : "");
            var causes = await Causes(one, space, cancellationToken);
            return persistence.Counts(causes.Count == 0 ? null : Steady(causes)) ? new HealthResult(name, false, string.Join("; ", causes)) : null;
        }, cancellationToken);
        return result ?? new HealthResult(name, false, await Causes(one, space, cancellationToken) is { Count: > 0 } causes ? string.Join("; ", causes) : $"not ready in {options.RolloutDeadline.TotalSeconds:0} s");
    }

    private async Task<HealthResult> Service(KubeObject one, string space, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var selector = string.Join(',', one.Json.At("spec").Map("selector").Select(pair => $"{pair.Key}={pair.Value}"));
        var name = $"endpoints Service/{space}/{one.Name}";
        var result = await new Poll(time, options).Until(end - time.GetUtcNow(), async () =>
            (await Pods(selector, space, cancellationToken)).Count(PodCauses.IsReady) is var ready and > 0 ? new HealthResult(name, true, $"{ready} ready") : null, cancellationToken);
        return result ?? new HealthResult(name, false, $"no endpoints: no ready pod in {space} has the labels {selector}");
    }

    // It gave up waiting, or says itself that the rollout takes too long; everything else is a fault of its own.
    private static bool IsSlow(string said) =>
        said.Contains("timed out waiting", StringComparison.Ordinal) || said.Contains("exceeded its progress deadline", StringComparison.Ordinal) || said.Contains("watch closed", StringComparison.Ordinal);

    // An image that cannot be pulled is said in two ways by turns.
    private static string Steady(IReadOnlyList<string> causes) => string.Join(';', causes.Select(cause => cause.Split(':')[0]).Distinct());

    private async Task<IReadOnlyList<string>> Causes(KubeObject one, string space, CancellationToken cancellationToken)
    {
        var selector = string.Join(',', one.Json.At("spec").At("selector").Map("matchLabels").Select(pair => $"{pair.Key}={pair.Value}"));
        return selector.Length == 0 ? [] : PodCauses.Of(await Pods(selector, space, cancellationToken));
    }

    private async Task<IReadOnlyList<JsonObject>> Pods(string selector, string space, CancellationToken cancellationToken) =>
        [.. (await kubectl.Read(["get", "pods", "--namespace", space, "--selector", selector], cancellationToken)).Objects()];
}
