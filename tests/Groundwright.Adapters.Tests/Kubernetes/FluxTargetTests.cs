using Groundwright.Adapters.Git;
using Groundwright.Adapters.Kubernetes;
using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Kubernetes;

/// <summary>An overlay that Flux applies: a real repository with a real remote, real kubectl, and a stand-in for cluster and Flux.</summary>
[Collection(nameof(Cluster))]
public sealed class FluxTargetTests : IDisposable
{
    private readonly KubernetesBench bench;
    private readonly GitSandbox sandbox = GitSandbox.Create(withRemote: true);
    private readonly List<string> checkouts = [];

    public FluxTargetTests(ClusterFixture cluster)
    {
        bench = new KubernetesBench(cluster);
        cluster.Serve($"https://git.example/{bench.Space}", sandbox.Remote!);
    }

    [Fact]
    [Covers("B5")]
    public async Task A_deploy_is_a_commit_on_the_watched_branch_and_arrives()
    {
        var target = await Target($"deploy/{bench.Space}");
        Watch($"deploy/{bench.Space}");
        var scope = await Scope("1.0");
        var plan = await target.Plan(scope, CancellationToken.None);
        plan.Adds.ShouldBe(3);
        plan.Text.ShouldNotContain("!");
        (await target.CheckBinding(scope, plan, CancellationToken.None)).ShouldBeNull();
        (await target.Settle(scope, plan, "", CancellationToken.None)).Fate.ShouldBe(ApplyFate.NotBegun);

        var (exit, log) = await Push(target, scope, plan);

        exit.ShouldBe(0, log);
        target.ReadApplied(plan, log).ShouldBe(new AppliedChanges(3, 0, 0));
        Remote("rev-parse", $"deploy/{bench.Space}^{{tree}}").ShouldBe(scope.Tree);
        (await target.Settle(scope, plan, "", CancellationToken.None)).Fate.ShouldBe(ApplyFate.Done);
        (await target.Arrive(scope, plan, CancellationToken.None)).Select(result => (result.Name.Split(' ')[0], result.Passed)).ShouldBe([("flux", true), ("rollout", true), ("endpoints", true)]);
        bench.Get("configmap", "settings")["data"]!["greeting"]!.GetValue<string>().ShouldBe("hello");
        (await target.Plan(scope, CancellationToken.None)).IsEmpty.ShouldBeTrue();
        (await target.Drift(scope, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    [Covers("X2")]
    public async Task Made_again_after_a_crash_the_commit_is_the_same_one()
    {
        var target = await Target($"deploy/{bench.Space}");
        var scope = await Scope("1.0");
        var plan = await target.Plan(scope, CancellationToken.None);
        var first = (await target.ApplyCommand(scope, plan, CancellationToken.None)).Arguments[^1];

        var successor = await Target($"deploy/{bench.Space}");
        (await successor.ApplyCommand(scope, plan, CancellationToken.None)).Arguments[^1].ShouldBe(first);
        (await Push(successor, scope, plan)).Exit.ShouldBe(0);
        (await target.Settle(scope, plan, "", CancellationToken.None)).Fate.ShouldBe(ApplyFate.Done);
    }

    [Fact]
    [Covers("X7")]
    public async Task A_branch_that_somebody_else_moved_is_never_overwritten()
    {
        var target = await Target($"deploy/{bench.Space}");
        var scope = await Scope("1.0");
        var plan = await target.Plan(scope, CancellationToken.None);
        sandbox.Git("push", "-q", "origin", $"main:refs/heads/deploy/{bench.Space}");

        (await target.CheckBinding(scope, plan, CancellationToken.None))!.Detail!.ShouldContain("tip was none");
        var (exit, log) = await Push(target, scope, plan);

        exit.ShouldNotBe(0);
        Remote("rev-parse", $"deploy/{bench.Space}").ShouldBe(sandbox.Git("rev-parse", "main"));
        (await target.ExplainFailure(scope, plan, log, CancellationToken.None))[0].Code.ShouldBe(TargetProblems.PlanMoved);
        (await target.Settle(scope, plan, log, CancellationToken.None)).Fate.ShouldBe(ApplyFate.Unknown);
    }

    [Fact]
    public async Task Going_back_is_a_new_commit_with_the_older_tree()
    {
        var target = await Target($"deploy/{bench.Space}");
        var older = await Scope("1.0");
        await Push(target, older, await target.Plan(older, CancellationToken.None));
        var newer = await Scope("1.1");
        await Push(target, newer, await target.Plan(newer, CancellationToken.None));
        var tip = Remote("rev-parse", $"deploy/{bench.Space}");

        var back = await target.Plan(older, CancellationToken.None);

        back.Text.ShouldContain("api:1.1\" -> \"registry.example/team/api:1.0\"");
        (await Push(target, older, back)).Exit.ShouldBe(0);
        Remote("rev-parse", $"deploy/{bench.Space}^{{tree}}").ShouldBe(older.Tree);
        Remote("rev-parse", $"deploy/{bench.Space}^").ShouldBe(tip);
    }

    [Fact]
    [Covers("B9")]
    public async Task What_Flux_cannot_build_is_told_with_its_reason()
    {
        var target = await Target($"deploy/{bench.Space}");
        Watch($"deploy/{bench.Space}");
        var good = await Scope("1.0");
        await Push(target, good, await target.Plan(good, CancellationToken.None));
        // Renders, but names a namespace that is not there.
        var bad = await Scope("1.1", space: "nowhere-at-all");
        var plan = await target.Plan(bad, CancellationToken.None);
        plan.Text.ShouldContain("! field names and types were not checked by the cluster");
        (await Push(target, bad, plan)).Exit.ShouldBe(0);

        var result = (await target.Arrive(bad, plan, CancellationToken.None)).ShouldHaveSingleItem();

        result.Passed.ShouldBeFalse();
        result.Detail.ShouldContain("ReconciliationFailed");
    }

    [Theory]
    [InlineData("")]
    [InlineData("wait: true, timeout: 2s, ")]
    [Covers("B9")]
    public async Task What_does_not_come_up_is_told_with_its_cause_whether_Flux_waits_for_it_or_not(string wait)
    {
        var target = await Target($"deploy/{bench.Space}");
        Watch($"deploy/{bench.Space}", wait);
        var scope = await Scope("broken");
        var plan = await target.Plan(scope, CancellationToken.None);
        (await Push(target, scope, plan)).Exit.ShouldBe(0);

        var results = await target.Arrive(scope, plan, CancellationToken.None);

        results.ShouldContain(result => !result.Passed && result.Name == $"rollout Deployment/{bench.Space}/api" && result.Detail.Contains("ImagePull", StringComparison.Ordinal));
        results[0].Passed.ShouldBe(wait.Length == 0, results[0].Detail);
    }

    [Fact]
    public void Names_of_the_objects_of_Flux_may_differ_between_environments()
    {
        var flux = new FluxSettings { Branch = "deploy/{environment}", Kustomization = "site-{environment}", Source = "repository-{environment}", Namespace = "flux-{environment}" };
        var settings = new TargetSettings { Name = "site", Kustomize = "clusters/{environment}", Flux = flux }.For(new EnvironmentSettings { Name = "prod" });

        settings.Flux.ShouldBe(new FluxSettings { Branch = "deploy/prod", Kustomization = "site-prod", Source = "repository-prod", Namespace = "flux-prod" });
    }

    [Fact]
    public async Task A_suspended_Kustomization_is_told_at_once_and_is_drift()
    {
        var target = await Target($"deploy/{bench.Space}");
        Watch($"deploy/{bench.Space}");
        var scope = await Scope("1.0");
        var plan = await target.Plan(scope, CancellationToken.None);
        await Push(target, scope, plan);
        (await target.Arrive(scope, plan, CancellationToken.None))[0].Passed.ShouldBeTrue();
        bench.Kubectl("patch", "kustomization", bench.Space, "-n", bench.Space, "--type=merge", "-p", "{\"spec\":{\"suspend\":true}}");
        bench.Kubectl("patch", "configmap", "settings", "-n", bench.Space, "--type=merge", "-p", "{\"data\":{\"greeting\":\"changed\"}}");

        var drift = await target.Drift(scope, CancellationToken.None);

        drift.ShouldContain(change => change.Address == $"Kustomization/{bench.Space}/{bench.Space} is suspended");
        drift.ShouldContain(change => change.Address == $"ConfigMap/{bench.Space}/settings");
        (await target.Arrive(scope, plan, CancellationToken.None))[0].Detail.ShouldContain("flux resume kustomization");
    }

    [Fact]
    public async Task Where_Flux_watches_the_default_branch_it_is_asked_to_look()
    {
        var target = await Target(branch: null);
        Watch("main");
        var scope = await Scope("1.0");
        var plan = await target.Plan(scope, CancellationToken.None);
        plan.Adds.ShouldBe(3);
        // Nothing is asked of Flux before the merge is there.
        (await target.CheckBinding(scope, plan, CancellationToken.None))!.Code.ShouldBe(KubernetesProblems.NotOnBranch);
        sandbox.Git("push", "-q", "origin", "HEAD:refs/heads/main");
        (await target.CheckBinding(scope, plan, CancellationToken.None)).ShouldBeNull();
        (await target.Settle(scope, plan, "", CancellationToken.None)).Fate.ShouldBe(ApplyFate.NotBegun);

        var (exit, log) = await Push(target, scope, plan);

        exit.ShouldBe(0, log);
        target.ReadApplied(plan, log).Added.ShouldBe(3);
        (await target.Settle(scope, plan, "", CancellationToken.None)).Fate.ShouldBe(ApplyFate.Done);
        (await target.Arrive(scope, plan, CancellationToken.None)).ShouldAllBe(result => result.Passed);
    }

    [Fact]
    public async Task Without_a_way_into_the_cluster_it_is_planned_and_says_what_was_not_checked()
    {
        using var outside = new KubernetesBench();
        var repository = await GitRepository.Discover(outside.Runner, sandbox.Root, CancellationToken.None);
        var target = new FluxTarget(Settings("deploy/dev"), null, outside.Runner, outside.Vault, outside.Policy, repository, TimeProvider.System, outside.Options);

        var plan = await target.Plan(await Scope("1.0"), CancellationToken.None);

        plan.Text.ShouldContain("! field names and types were not checked by the cluster: kubectl has no current context");
        plan.Binding["cluster"].ShouldBe("none");
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        var target = await Target(branch: null);
        var problem = (await target.Plan(await Scope("1.0"), CancellationToken.None).ShouldThrowAsync<GroundwrightException>()).Problem;
        problem.Code.ShouldBe(KubernetesProblems.NoFlux);
        problem.Summary.ShouldBe($"there is no Kustomization {bench.Space} in namespace {bench.Space}");
        (await target.PlanDestroy(await Scope("1.0"), CancellationToken.None).ShouldThrowAsync<GroundwrightException>()).Problem.Code.ShouldBe(TargetProblems.NoDestroy);
    }

    public void Dispose()
    {
        foreach (var checkout in checkouts) Directory.Delete(checkout, recursive: true);
        bench.Dispose();
        sandbox.Dispose();
    }

    private TargetSettings Settings(string? branch) => new() { Name = bench.Space, Kustomize = "site", Flux = new FluxSettings { Branch = branch, Namespace = bench.Space } };

    private async Task<FluxTarget> Target(string? branch) => new(Settings(branch), null, bench.Runner, bench.Vault, bench.Policy,
        await GitRepository.Discover(bench.Runner, sandbox.Root, CancellationToken.None), TimeProvider.System, bench.Options);

    /// <summary>A commit with the overlay, checked out; it is on no branch of the remote.</summary>
    private async Task<TargetScope> Scope(string tag, string? space = null)
    {
        sandbox.Write("site/kustomization.yaml", $"namespace: {space ?? bench.Space}\nresources: [site.yaml]\n");
        sandbox.Write("site/site.yaml", KubernetesBench.Site(tag, "hello"));
        var commit = sandbox.Commit(tag);
        var directory = Directory.CreateTempSubdirectory("gw-test-").FullName;
        checkouts.Add(directory);
        var repository = await GitRepository.Discover(bench.Runner, sandbox.Root, CancellationToken.None);
        await repository.Checkout(commit, directory, CancellationToken.None);
        return new TargetScope("run12345", "dev", directory, await repository.TreeOf(commit, CancellationToken.None), null);
    }

    private async Task<(int Exit, string Log)> Push(FluxTarget target, TargetScope scope, TargetPlan plan)
    {
        var result = await bench.Runner.Run(await target.ApplyCommand(scope, plan, CancellationToken.None), null, CancellationToken.None);
        return (result.ExitCode, result.StandardOutput + result.StandardError);
    }

    private string Remote(params string[] arguments) => GitSandbox.GitIn(sandbox.Remote!, arguments);

    private void Watch(string branch, string more = "") => bench.KubectlWith($$"""
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: { name: {{bench.Space}}, namespace: {{bench.Space}} }
        spec: { interval: 1m, url: "https://git.example/{{bench.Space}}", ref: { branch: {{branch}} } }
        ---
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: { name: {{bench.Space}}, namespace: {{bench.Space}} }
        spec: { interval: 1m, {{more}}path: ./site, prune: true, sourceRef: { kind: GitRepository, name: {{bench.Space}} } }

        """, "apply", "--server-side");
}
