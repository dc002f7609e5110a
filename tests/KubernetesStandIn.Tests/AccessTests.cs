using System.Net;
using System.Net.Http.Headers;

namespace KubernetesStandIn.Tests;

[Collection(ClusterCollection.Name)]
public sealed class AccessTests(ClusterFixture fixture)
{
    private readonly StandInCluster cluster = fixture.Cluster;

    [Fact]
    public void The_read_only_token_reads_and_is_refused_when_it_writes()
    {
        cluster.TryReadOnly("get", "namespaces").ExitCode.ShouldBe(0);
        var (exit, output) = cluster.TryReadOnly("create", "configmap", "x", "-n", "default", "--from-literal=a=b");
        exit.ShouldBe(1);
        output.ShouldContain("""configmaps is forbidden: User "reader" cannot create resource "configmaps" in API group "" in the namespace "default" """.TrimEnd());
        cluster.TryReadOnly("delete", "namespace", "default").Output.ShouldContain("(Forbidden)");
    }

    [Fact]
    public void Everybody_may_ask_what_they_may_do()
    {
        cluster.Kubectl("auth", "can-i", "patch", "deployments.apps").ShouldBe("yes");
        var (exit, output) = cluster.TryReadOnly("auth", "can-i", "patch", "deployments.apps");
        exit.ShouldBe(1);
        output.ShouldStartWith("no");
        cluster.TryReadOnly("auth", "can-i", "list", "deployments.apps").Output.Trim().ShouldBe("yes");
    }

    [Fact]
    public async Task A_wrong_token_is_nobody()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/namespaces") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", "wrong") } };
        using var answer = await cluster.Client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
