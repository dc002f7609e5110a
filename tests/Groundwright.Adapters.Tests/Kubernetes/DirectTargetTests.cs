using Groundwright.Adapters.Kubernetes;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Kubernetes;

/// <summary>An overlay that Groundwright applies itself: real kubectl against a stand-in cluster.</summary>
[Collection(nameof(Cluster))]
public sealed class DirectTargetTests(ClusterFixture cluster) : IDisposable
{
    private readonly KubernetesBench bench = new KubernetesBench(cluster).WithSite();

    [Fact]
    [Covers("B5")]
    public async Task What_is_planned_is_applied_and_then_there_is_nothing_to_do()
    {
        var target = bench.Direct();
        var plan = await target.Plan(bench.Scope(), CancellationToken.None);
        plan.Changes.Select(change => $"{change.Action} {change.Address}").ShouldBe(
            [$"Create ConfigMap/{bench.Space}/settings", $"Create Service/{bench.Space}/api", $"Create Deployment/{bench.Space}/api"], ignoreOrder: true);
        plan.Findings.ShouldBeEmpty();

        var (exit, log) = await bench.Apply(target, plan);

        exit.ShouldBe(0, log);
        target.ReadApplied(plan, log).ShouldBe(new AppliedChanges(3, 0, 0));
        bench.Get("configmap", "settings")["data"]!["greeting"]!.GetValue<string>().ShouldBe("hello");
        (await target.Arrive(bench.Scope(), plan, CancellationToken.None)).ShouldAllBe(result => result.Passed);
        (await target.Plan(bench.Scope(), CancellationToken.None)).IsEmpty.ShouldBeTrue();
        (await target.Drift(bench.Scope(), CancellationToken.None)).ShouldBeEmpty();
        (await target.Versions(bench.Scope(), CancellationToken.None)).ShouldBe(new Dictionary<string, string> { ["api"] = "1.0" });
    }

    [Fact]
    public async Task A_change_is_told_field_by_field_and_what_leaves_the_overlay_leaves_the_cluster()
    {
        var target = bench.Direct();
        bench.WithSite(more: "---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: old }\n");
        await bench.Ship(target);
        bench.WithSite(tag: "1.1", greeting: "bye");

        var plan = await target.Plan(bench.Scope(), CancellationToken.None);

        plan.Changes.Select(change => $"{change.Action} {change.Address}").ShouldBe(
            [$"Update ConfigMap/{bench.Space}/settings", $"Update Deployment/{bench.Space}/api", $"Delete ConfigMap/{bench.Space}/old"], ignoreOrder: true);
        plan.Text.ShouldStartWith($"- ConfigMap/{bench.Space}/old");
        plan.Text.ShouldContain("data.greeting: \"hello\" -> \"bye\"");
        plan.Text.ShouldContain("spec.template.spec.containers[api].image: \"registry.example/team/api:1.0\" -> \"registry.example/team/api:1.1\"");
        var (exit, log) = await bench.Apply(target, plan);
        exit.ShouldBe(0, log);
        target.ReadApplied(plan, log).ShouldBe(new AppliedChanges(0, 2, 1));
        bench.Exists("configmap", "old").ShouldBeFalse();
        bench.Exists("configmap", "settings").ShouldBeTrue();
    }

    [Fact]
    [Covers("X4")]
    public async Task An_older_plan_is_refused_by_the_cluster_before_anything_is_touched()
    {
        var target = bench.Direct();
        await bench.Ship(target);
        bench.WithSite(greeting: "older");
        var older = await target.Plan(bench.Scope(), CancellationToken.None);
        bench.WithSite(greeting: "newer");
        await bench.Ship(target);

        var (exit, log) = await bench.Apply(target, older);

        exit.ShouldNotBe(0);
        bench.Get("configmap", "settings")["data"]!["greeting"]!.GetValue<string>().ShouldBe("newer");
        (await target.ExplainFailure(bench.Scope(), older, log, CancellationToken.None)).ShouldHaveSingleItem().Code.ShouldBe(KubernetesProblems.Conflict);
        (await target.Settle(bench.Scope(), older, log, CancellationToken.None)).Fate.ShouldBe(ApplyFate.NotBegun);
    }

    [Fact]
    [Covers("X7")]
    public async Task A_plan_is_bound_to_the_tree_the_cluster_and_what_was_found_there()
    {
        var target = bench.Direct();
        await bench.Ship(target);
        bench.WithSite(greeting: "bye");
        var scope = bench.Scope();
        var plan = await target.Plan(scope, CancellationToken.None);
        (await target.CheckBinding(scope, plan, CancellationToken.None)).ShouldBeNull();

        (await target.CheckBinding(bench.WithSite(greeting: "other").Scope(), plan, CancellationToken.None))!.Detail!.ShouldContain("rendered was");
        (await bench.Direct("reader").CheckBinding(scope, plan, CancellationToken.None).ShouldThrowAsync<GroundwrightException>()).Problem.Code.ShouldBe(KubernetesProblems.Denied);
        bench.Kubectl("annotate", "configmap", "settings", "-n", bench.Space, "note=harmless");
        (await target.CheckBinding(scope, plan, CancellationToken.None)).ShouldBeNull();
        bench.KubectlWith($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: settings, namespace: {bench.Space} }}\ndata: {{ greeting: bye }}\n", "replace");
        var moved = await target.CheckBinding(scope, plan, CancellationToken.None);
        moved!.Code.ShouldBe(TargetProblems.PlanMoved);
        moved.Detail!.ShouldContain("world was");
    }

    [Fact]
    [Covers("X7")]
    public async Task A_plan_is_refused_once_another_authority_vouches_for_the_cluster()
    {
        var target = bench.Direct();
        var scope = bench.Scope();
        var plan = await target.Plan(scope, CancellationToken.None);
        bench.ChangeAuthority();

        var moved = await target.CheckBinding(scope, plan, CancellationToken.None);

        moved!.Code.ShouldBe(TargetProblems.PlanMoved);
        moved.Detail!.Split('\n').Where(line => line.Contains(" is now ", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldStartWith("cluster was ");
    }

    [Fact]
    [Covers("X2")]
    public async Task After_a_crash_the_record_in_the_cluster_says_what_became_of_it()
    {
        var target = bench.Direct();
        var plan = await target.Plan(bench.Scope(), CancellationToken.None);
        (await target.Settle(bench.Scope(), plan, "", CancellationToken.None)).Fate.ShouldBe(ApplyFate.NotBegun);
        // Cut off after the record and one object.
        var order = ApplyOrder.Read(bench.Vault.Read(plan));
        bench.KubectlWith(order.Begin.ToJsonString(), "create");
        bench.KubectlWith(order.Objects[0].ToJsonString(), "apply", "--server-side", "--field-manager=groundwright");

        var verdict = await target.Settle(bench.Scope(), plan, "", CancellationToken.None);

        verdict.Fate.ShouldBe(ApplyFate.Unknown);
        verdict.Evidence.ShouldContain("1 of 3 objects carry the plan");
        // The next plan goes on from there: nothing that was made is forgotten.
        var next = await bench.Ship(target);
        (await target.Settle(bench.Scope(), next, "", CancellationToken.None)).Fate.ShouldBe(ApplyFate.Done);
    }

    [Fact]
    public async Task Losing_a_volume_needs_its_own_approval_and_secrets_are_not_shown()
    {
        const string More = """
            ---
            apiVersion: v1
            kind: PersistentVolumeClaim
            metadata: { name: data }
            spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
            ---
            apiVersion: v1
            kind: Secret
            metadata: { name: login }
            stringData: { password: swordfish }

            """;
        var target = bench.Direct();
        bench.WithSite(more: More);
        var first = await bench.Ship(target);
        first.Findings.ShouldHaveSingleItem().Rule.ShouldBe("k8s-005");
        bench.WithSite(more: More.Replace("swordfish", "marlin").Split("---")[2].Insert(0, "---"));

        var plan = await target.Plan(bench.Scope(), CancellationToken.None);

        plan.Changes.ShouldContain(change => change.Address == $"PersistentVolumeClaim/{bench.Space}/data" && change.Action == ChangeAction.Delete && change.HoldsData);
        plan.Findings.ShouldContain(finding => finding.Rule == "db-001" && finding.Severity == PolicySeverity.Approval);
        plan.Text.ShouldContain("(sensitive) -> (sensitive)");
        (plan.Text + first.Text).ShouldNotContain("swordfish");
        plan.Text.ShouldNotContain("marlin");
        plan.Text.ShouldNotContain("bWFybGlu");
    }

    [Fact]
    [Covers("B9")]
    public async Task A_rollout_that_fails_names_its_cause()
    {
        var target = bench.Direct();
        bench.WithSite(tag: "broken");
        var plan = await bench.Ship(target);

        var results = await target.Arrive(bench.Scope(), plan, CancellationToken.None);

        results[0].Passed.ShouldBeFalse();
        results[0].Detail.ShouldContain("ImagePull");
        results[0].Detail.ShouldContain("the image cannot be pulled");
        results[1].Detail.ShouldContain("no endpoints");
    }

    [Fact]
    public async Task A_misspelled_field_is_refused_when_it_is_planned()
    {
        bench.With("site/site.yaml", KubernetesBench.Site("1.0", "hello").Replace("replicas:", "replicsa:"));
        var problem = (await bench.Direct().Plan(bench.Scope(), CancellationToken.None).ShouldThrowAsync<GroundwrightException>()).Problem;
        problem.Code.ShouldBe(TargetProblems.Invalid);
        problem.Detail!.ShouldContain("replicsa");
    }

    [Fact]
    public async Task What_somebody_else_owns_is_not_taken_by_force()
    {
        bench.KubectlWith($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: settings, namespace: {bench.Space} }}\ndata: {{ greeting: mine }}\n", "apply", "--server-side", "--field-manager=someone");
        var problem = (await bench.Direct().Plan(bench.Scope(), CancellationToken.None).ShouldThrowAsync<GroundwrightException>()).Problem;
        problem.Code.ShouldBe(KubernetesProblems.Conflict);
        problem.Detail!.ShouldContain("someone");
    }

    [Theory]
    [InlineData("reader", "GW2173")]
    [InlineData("gone", "GW2172")]
    [InlineData("nowhere", "GW2171")]
    public async Task A_cluster_that_cannot_be_used_is_told_with_what_to_type(string context, string code)
    {
        var problem = (await bench.Direct(context).Plan(bench.Scope(), CancellationToken.None).ShouldThrowAsync<GroundwrightException>()).Problem;
        problem.Code.Id.ShouldBe(code);
        problem.Summary.ShouldContain(context);
        problem.Remedies[0].Command.ShouldStartWith("kubectl ");
    }

    [Fact]
    public async Task Nothing_is_applied_directly_that_does_not_say_so()
    {
        var problem = (await bench.Direct(direct: false).Plan(bench.Scope(), CancellationToken.None).ShouldThrowAsync<GroundwrightException>()).Problem;
        problem.Code.ShouldBe(KubernetesProblems.NoWay);
        problem.Detail!.ShouldContain("flux: true");
        problem.Detail!.ShouldContain("apply: direct");
    }

    [Fact]
    public async Task A_namespace_of_its_own_comes_first_and_goes_last()
    {
        var target = bench.Direct();
        var own = $"{bench.Space}-own";
        bench.With("site/kustomization.yaml", $"namespace: {own}\nresources: [site.yaml, namespace.yaml]\n").With("site/namespace.yaml", $"apiVersion: v1\nkind: Namespace\nmetadata: {{ name: {own} }}\n");
        await bench.Ship(target);
        bench.Get("deployment", "api", own)["metadata"]!["annotations"]!["groundwright.dev/target"]!.GetValue<string>().ShouldBe(bench.Space);

        var plan = await target.PlanDestroy(bench.Scope(), CancellationToken.None);

        plan.Deletes.ShouldBe(4);
        plan.Findings.ShouldContain(finding => finding.Rule == "db-001" && finding.Resource == $"Namespace/{own}");
        (await target.CheckBinding(bench.Scope(), plan, CancellationToken.None)).ShouldBeNull();
        var (exit, log) = await bench.Apply(target, plan);
        exit.ShouldBe(0, log);
        bench.Kubectl("get", "namespace", own, "--ignore-not-found").ShouldBeEmpty();
        (await target.Settle(bench.Scope(), plan, log, CancellationToken.None)).Fate.ShouldBe(ApplyFate.Done);
        (await target.PlanDestroy(bench.Scope(), CancellationToken.None)).IsEmpty.ShouldBeTrue();
    }

    public void Dispose() => bench.Dispose();
}
