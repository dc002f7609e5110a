namespace KubernetesStandIn.Tests;

[Collection(ClusterCollection.Name)]
public sealed class FluxTests(ClusterFixture fixture)
{
    private readonly StandInCluster cluster = fixture.Cluster;

    [Fact]
    public void A_pushed_commit_arrives_when_Flux_is_asked_to_look()
    {
        var home = fixture.Namespace();
        using var git = Repository(home, Manifests.ConfigMap("blue"));
        Watch(home, git);
        Applied(home).ShouldBe(git.Git("rev-parse", "main"));
        Color(home).ShouldBe("blue");

        git.Write("app/settings.yaml", Manifests.ConfigMap("red"));
        var commit = git.Commit("red");
        Reconcile(home, "first");
        Until(() => Applied(home) == commit);
        Color(home).ShouldBe("red");
        cluster.Kubectl("get", "ks", home, "-n", home, "-o", "jsonpath={.status.lastHandledReconcileAt}").ShouldBe("first");
    }

    [Fact]
    public void What_leaves_the_repository_leaves_the_cluster()
    {
        var home = fixture.Namespace();
        using var git = Repository(home, Manifests.ConfigMap("blue"));
        git.Write("app/more.yaml", Manifests.ConfigMap("green", "more"));
        git.Write("app/kustomization.yaml", $"namespace: {home}\nresources: [settings.yaml, more.yaml]\n");
        git.Commit("more");
        Watch(home, git);
        cluster.Kubectl("get", "cm/more", "-n", home);
        git.Write("app/kustomization.yaml", $"namespace: {home}\nresources: [settings.yaml]\n");
        var commit = git.Commit("less");
        Reconcile(home, "now");
        Until(() => Applied(home) == commit);
        cluster.Try("get", "cm/more", "-n", home).Output.ShouldContain("(NotFound)");
        cluster.Kubectl("delete", "ks", home, "-n", home, "--timeout=30s");
        cluster.Try("get", "cm/settings", "-n", home).Output.ShouldContain("(NotFound)");
    }

    [Theory]
    [InlineData("app/kustomization.yaml", "resources: [missing.yaml]\n", "BuildFailed", "missing.yaml")]
    [InlineData("app/settings.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndta: {}\n", "ReconciliationFailed", "ConfigMap/{0}/settings dry-run failed: failed to create typed patch object")]
    [InlineData("app/settings.yaml", "apiVersion: example.org/v1\nkind: Nothing\nmetadata: {name: settings}\n", "ReconciliationFailed", "no matches for kind \"Nothing\" in version \"example.org/v1\"")]
    public void A_broken_commit_fails_with_its_reason_and_the_last_good_one_stays(string file, string content, string reason, string words)
    {
        var home = fixture.Namespace();
        using var git = Repository(home, Manifests.ConfigMap("blue"));
        Watch(home, git);
        var good = Applied(home);
        git.Write(file, content);
        var bad = git.Commit("broken");
        Reconcile(home, "now");
        Until(() => Ready(home, "reason") == reason);
        Ready(home, "status").ShouldBe("False");
        Ready(home, "message").ShouldContain(string.Format(words, home));
        Applied(home).ShouldBe(good);
        cluster.Kubectl("get", "ks", home, "-n", home, "-o", "jsonpath={.status.lastAttemptedRevision}").ShouldBe($"main@sha1:{bad}");
        Color(home).ShouldBe("blue");
    }

    [Fact]
    public void A_Kustomization_that_waits_is_ready_only_when_its_pods_are()
    {
        var home = fixture.Namespace();
        using var git = Repository(home, Manifests.Deployment("example/api:broken"));
        Watch(home, git, "wait: true, timeout: 2s,", expect: "False");
        Ready(home, "reason").ShouldBe("HealthCheckFailed");
        Ready(home, "message").ShouldContain($"timeout waiting for: [Deployment/{home}/api status: 'InProgress']");
    }

    [Fact]
    public void A_branch_that_is_not_there_fails_the_source()
    {
        var home = fixture.Namespace();
        using var git = Repository(home, Manifests.ConfigMap("blue"));
        git.Git("branch", "-m", "main", "other");
        Watch(home, git, expect: null);
        Until(() => cluster.Kubectl("get", "gitrepository", home, "-n", home, "-o", "jsonpath={.status.conditions[?(@.type==\"Ready\")].reason}") == "GitOperationFailed");
        Until(() => Ready(home, "reason") == "ArtifactFailed");
    }

    [Fact]
    public void A_release_is_ready_with_the_version_it_names_and_fails_with_a_broken_one()
    {
        var home = fixture.Namespace();
        cluster.Kubectl("apply", "-n", home, "-f", cluster.Manifest("---\n{apiVersion: source.toolkit.fluxcd.io/v1, kind: HelmRepository, metadata: {name: charts}, spec: {interval: 5m, url: 'https://charts.example.org'}}"));
        Release("1.2.3");
        cluster.Kubectl("wait", "hr/app", "-n", home, "--for=condition=Ready", "--timeout=30s");
        cluster.Kubectl("get", "hr/app", "-n", home, "-o", "jsonpath={.status.history[0].chartVersion}").ShouldBe("1.2.3");
        Release("1.3.0-broken");
        cluster.Kubectl("wait", "hr/app", "-n", home, "--for=condition=Ready=False", "--timeout=30s");
        cluster.Kubectl("get", "hr/app", "-n", home, "-o", "jsonpath={.status.conditions[?(@.type==\"Ready\")].message}").ShouldContain("Helm upgrade failed");

        void Release(string version) => cluster.Kubectl("apply", "-n", home, "-f", cluster.Manifest(
            $"---\n{{apiVersion: helm.toolkit.fluxcd.io/v2, kind: HelmRelease, metadata: {{name: app}}, spec: {{interval: 5m, chart: {{spec: {{chart: app, version: '{version}', sourceRef: {{kind: HelmRepository, name: charts}}}}}}}}}}"));
    }

    private static GitSandbox Repository(string home, string manifest) =>
        GitSandbox.Create(withRemote: false, ("app/settings.yaml", manifest), ("app/kustomization.yaml", $"namespace: {home}\nresources: [settings.yaml]\n"));

    private void Watch(string home, GitSandbox git, string more = "", string? expect = "True")
    {
        cluster.ServeRepository($"https://git.example.org/{home}", git.Root);
        cluster.Kubectl("apply", "-n", home, "-f", cluster.Manifest($$"""
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: GitRepository
            metadata: { name: {{home}} }
            spec: { interval: 10m, url: "https://git.example.org/{{home}}", ref: { branch: main } }
            ---
            apiVersion: kustomize.toolkit.fluxcd.io/v1
            kind: Kustomization
            metadata: { name: {{home}} }
            spec: { interval: 10m, path: ./app, prune: true, {{more}} sourceRef: { kind: GitRepository, name: {{home}} } }
            """));
        if (expect is not null) cluster.Kubectl("wait", $"ks/{home}", "-n", home, $"--for=condition=Ready={expect}", "--timeout=30s");
        // Of a wait that was promised only the last word counts.
        if (expect == "False") Until(() => Ready(home, "reason") is not ("ArtifactFailed" or "Progressing"));
    }

    private void Reconcile(string home, string when)
    {
        foreach (var kind in new[] { "gitrepository", "kustomization" })
            cluster.Kubectl("annotate", kind, home, "-n", home, "--overwrite", $"reconcile.fluxcd.io/requestedAt={when}");
    }

    private string Applied(string home) => cluster.Kubectl("get", "ks", home, "-n", home, "-o", "jsonpath={.status.lastAppliedRevision}").Split(':')[^1];

    private string Ready(string home, string field) => cluster.Kubectl("get", "ks", home, "-n", home, "-o", $"jsonpath={{.status.conditions[?(@.type==\"Ready\")].{field}}}");

    private string Color(string home) => cluster.Kubectl("get", "cm/settings", "-n", home, "-o", "jsonpath={.data.color}");

    private static void Until(Func<bool> condition)
    {
        for (var i = 0; i < 80 && !condition(); i++) Thread.Sleep(100);
        condition().ShouldBeTrue();
    }
}
