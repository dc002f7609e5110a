using System.Text.Json;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Policies;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Environments.Policies;

/// <summary>The rules on objects of Kubernetes.</summary>
[Covers("B5")]
public sealed class KubernetesRulesTests
{
    private const string Good = """{"name":"a","image":"r.example:5000/t/a:1.0","resources":{"limits":{"memory":"1Gi"},"requests":{"cpu":"1"}},"securityContext":{"runAsNonRoot":true}}""";
    private static readonly ManualTime Time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_careful_workload_has_no_finding()
    {
        foreach (var type in new[] { "Deployment.apps", "StatefulSet.apps", "DaemonSet.apps", "Job.batch" })
            Check(type, $$$$$$$$"""{"spec":{"template":{"spec":{"containers":[{{{{{{{{Good}}}}}}}}]}}}}""").ShouldBeEmpty(type);
    }

    [Theory]
    [InlineData("\"securityContext\":{\"runAsNonRoot\":true}", "\"securityContext\":{\"runAsNonRoot\":true,\"privileged\":true}", "k8s-001", "container a is privileged")]
    [InlineData("\"securityContext\":{\"runAsNonRoot\":true}", "\"securityContext\":{\"runAsNonRoot\":true,\"allowPrivilegeEscalation\":true}", "k8s-001", "container a may gain privileges (allowPrivilegeEscalation)")]
    [InlineData("\"securityContext\":{\"runAsNonRoot\":true}", "\"securityContext\":{\"runAsNonRoot\":true,\"capabilities\":{\"add\":[\"NET_BIND_SERVICE\",\"SYS_ADMIN\"]}}", "k8s-001", "container a gets SYS_ADMIN")]
    [InlineData("\"name\":\"a\"", "\"name\":\"a\",\"ports\":[{\"hostPort\":80}]", "k8s-002", "container a takes port 80 of the node")]
    [InlineData("\"runAsNonRoot\":true", "\"runAsUser\":0", "k8s-003", "container a runs as root (runAsUser: 0)")]
    [InlineData("\"runAsNonRoot\":true", "\"x\":1", "k8s-003", "container a may run as root: set runAsNonRoot")]
    [InlineData("t/a:1.0", "t/a", "k8s-004", "container a has image r.example:5000/t/a without a tag")]
    [InlineData("t/a:1.0", "t/a:latest", "k8s-004", "container a has image r.example:5000/t/a:latest")]
    [InlineData("\"name\":\"a\"", "\"name\":\"a\",\"env\":[{\"name\":\"DB_PASSWORD\",\"value\":\"x\"}]", "k8s-005", "variable DB_PASSWORD of container a holds its value in clear")]
    [InlineData("\"memory\":\"1Gi\"", "\"cpu\":\"1\"", "k8s-006", "container a has no memory limit")]
    [InlineData("\"requests\":{\"cpu\":\"1\"}", "\"requests\":{}", "k8s-006", "container a has neither a CPU limit nor a CPU request")]
    public void A_careless_container_is_found_wherever_it_runs(string from, string to, string rule, string reason)
    {
        var container = Good.Replace(from, to, StringComparison.Ordinal);
        container.ShouldNotBe(Good);
        foreach (var (type, manifest) in new[]
        {
            ("Pod", $$$$$$$$"""{"spec":{"containers":[{{{{{{{{container}}}}}}}}]}}"""),
            ("Deployment.apps", $$$$$$$$"""{"spec":{"template":{"spec":{"initContainers":[{{{{{{{{container}}}}}}}}],"containers":[{{{{{{{{Good}}}}}}}}]}}}}"""),
            ("CronJob.batch", $$$$$$$$"""{"spec":{"jobTemplate":{"spec":{"template":{"spec":{"containers":[{{{{{{{{container}}}}}}}}]}}}}}}"""),
        })
            Check(type, manifest).ShouldBe([(rule, reason)], type);
    }

    [Theory]
    [InlineData("\"value\":\"x\"", "\"valueFrom\":{\"secretKeyRef\":{\"name\":\"s\",\"key\":\"k\"}}")]
    [InlineData("DB_PASSWORD", "DB_PASSWORD_FILE")]
    public void A_place_of_a_secret_is_no_secret(string from, string to)
    {
        var container = Good.Replace("\"name\":\"a\"", "\"name\":\"a\",\"env\":[{\"name\":\"DB_PASSWORD\",\"value\":\"x\"}]", StringComparison.Ordinal).Replace(from, to, StringComparison.Ordinal);
        Check("Pod", $$$$$$$$"""{"spec":{"containers":[{{{{{{{{container}}}}}}}}]}}""").ShouldBeEmpty();
    }

    [Fact]
    public void What_a_pod_says_holds_for_its_containers()
    {
        var open = Good.Replace("\"runAsNonRoot\":true", "", StringComparison.Ordinal);
        Check("Pod", $$$$$$$$"""{"spec":{"securityContext":{"runAsUser":1000},"containers":[{{{{{{{{open}}}}}}}}]}}""").ShouldBeEmpty();
        Check("Pod", $$$$$$$$"""{"spec":{"hostNetwork":true,"hostPID":true,"volumes":[{"name":"v","hostPath":{"path":"/etc"}}],"containers":[{{{{{{{{Good}}}}}}}}]}}""")
            .ShouldBe([("k8s-002", "hostNetwork, hostPID are on"), ("k8s-002", "volume v is /etc of the node")]);
    }

    [Theory]
    [InlineData("Secret", """{"stringData":{"a":"x"},"data":{"b":"eA=="}}""", "k8s-005")]
    [InlineData("Secret", """{"stringData":{"a":""}}""", null)]
    [InlineData("Secret", """{"data":{"b":"ENC[x]"},"sops":{"version":"3"}}""", null)]
    [InlineData("ConfigMap", """{"data":{"api-key":"x"}}""", "k8s-005")]
    [InlineData("ConfigMap", """{"data":{"monkey":"x","token-url":"y"}}""", null)]
    [InlineData("ClusterRole.rbac.authorization.k8s.io", """{"rules":[{"apiGroups":[""],"resources":["pods"],"verbs":["*"]}]}""", "k8s-007")]
    [InlineData("Role.rbac.authorization.k8s.io", """{"rules":[{"apiGroups":["*"],"resources":["deployments/scale"],"verbs":["get"]}]}""", null)]
    [InlineData("ClusterRoleBinding.rbac.authorization.k8s.io", """{"roleRef":{"name":"cluster-admin"},"subjects":[{"kind":"ServiceAccount","name":"x"}]}""", "k8s-007")]
    [InlineData("ClusterRoleBinding.rbac.authorization.k8s.io", """{"roleRef":{"name":"view"},"subjects":[{"kind":"ServiceAccount","name":"x"}]}""", null)]
    public void Secrets_and_rights_are_judged(string type, string manifest, string? rule) =>
        Check(type, manifest).Select(finding => finding.Rule).ShouldBe(rule is null ? [] : [rule]);

    [Fact]
    public void What_goes_is_judged_for_its_data_only()
    {
        var gone = new PlannedResource { Address = "StatefulSet/shop/db", Type = "StatefulSet.apps", Action = ChangeAction.Delete, Before = JsonSerializer.SerializeToElement(new { }) };
        Rules().Check([gone]).Select(finding => finding.Rule).ShouldBe(["db-001"]);
    }

    [Theory]
    [InlineData("a", "a", null)]
    [InlineData("localhost:5000/a", "localhost:5000/a", null)]
    [InlineData("localhost:5000/a:1", "localhost:5000/a", "1")]
    [InlineData("a:1@sha256:f", "a", "1")]
    public void The_port_of_a_registry_is_no_tag(string image, string repository, string? tag) => (ImageName.Parse(image) is { } name ? (name.Repository, name.Tag) : default).ShouldBe((repository, tag));

    private static IReadOnlyList<(string Rule, string Reason)> Check(string type, string manifest)
    {
        using var document = JsonDocument.Parse(manifest);
        return [.. Rules().Check([new PlannedResource { Address = $"{type}/x", Type = type, Action = ChangeAction.Create, After = document.RootElement.Clone() }]).Select(finding => (finding.Rule, finding.Reason))];
    }

    private static PolicyRules Rules() => new(new PolicySettings(), new StatefulResources([]), Time);
}
