using Groundwright.Core.Environments;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Kubernetes;

/// <summary>What an overlay may not bring along, told before anything is rendered, and what is wrong with what it renders to.</summary>
public sealed class RenderingTests : IDisposable
{
    private readonly KubernetesBench bench = new KubernetesBench().WithSite();

    [Fact]
    public async Task A_good_overlay_has_nothing_wrong_and_needs_no_cluster() =>
        (await bench.Direct().Validate(bench.Scope(), CancellationToken.None)).ShouldBeEmpty();

    [Theory]
    [Covers("U1")]
    [InlineData("resources: [site.yaml, 'https://example.org/all.yaml']", "takes https://example.org/all.yaml from elsewhere")]
    [InlineData("resources: [site.yaml, 'github.com/org/repo//base?ref=v1']", "takes github.com/org/repo//base?ref=v1 from elsewhere")]
    [InlineData("resources: [site.yaml, 'git@example.org:org/repo.git']", "from elsewhere")]
    [InlineData("components: ['ssh://example.org/x']", "from elsewhere")]
    [InlineData("helmCharts: [{ name: minecraft, repo: 'https://example.org' }]", "`helmCharts` needs helm")]
    [InlineData("patches: [{ path: 'http://example.org/p.yaml' }]", "`patches` loads http://example.org/p.yaml")]
    [InlineData("configMapGenerator: [{ name: x, files: ['a=https://example.org/a'] }]", "`configMapGenerator` loads")]
    [InlineData("generators: [plugin.yaml]", "`generators` runs the plug-in of plugin.yaml")]
    public async Task What_would_load_or_run_foreign_things_is_refused_with_its_line(string line, string says)
    {
        bench.With("site/kustomization.yaml", $"# an overlay\n{line}\n").With("site/plugin.yaml",
            "apiVersion: v1\nkind: Any\nmetadata:\n  name: x\n  annotations:\n    config.kubernetes.io/function: |\n      exec: { path: ./evil }\n");

        var problem = (await bench.Direct().Validate(bench.Scope(), CancellationToken.None)).ShouldHaveSingleItem();

        problem.Code.ShouldBe(TargetProblems.Forbidden);
        problem.Summary.ShouldContain(says);
        problem.Source!.File.ShouldBe("site/kustomization.yaml");
        problem.Source.Line.ShouldBe(2);
        bench.Runner.Commands.ShouldBeEmpty();
    }

    [Fact]
    [Covers("U1")]
    public async Task A_base_is_looked_through_as_well()
    {
        bench.With("site/kustomization.yaml", "resources: [../base]\n").With("base/kustomization.yaml", "resources:\n- https://example.org/x.yaml\n");
        (await bench.Direct().Validate(bench.Scope(), CancellationToken.None)).ShouldHaveSingleItem().Source!.ToString().ShouldBe("base/kustomization.yaml:2:3");
    }

    [Fact]
    public async Task An_address_in_the_text_of_a_patch_or_a_literal_is_no_remote_file()
    {
        bench.With("site/kustomization.yaml", "resources: [site.yaml]\nconfigMapGenerator: [{ name: x, literals: ['url=https://example.org'] }]\npatches:\n- target: { kind: ConfigMap, name: settings }\n"
            + "  patch: |\n    - { op: replace, path: /data/greeting, value: 'https://example.org' }\n");
        (await bench.Direct().Validate(bench.Scope(), CancellationToken.None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("resources: [gone.yaml]", "names gone.yaml, which is not in this tree")]
    [InlineData("resources: [../../../outside]", "which is not in this tree")]
    [InlineData("resources: [site.yaml", "is no YAML")]
    [InlineData("resorces: [site.yaml]", "cannot be rendered")]
    public async Task An_overlay_that_cannot_be_rendered_says_why(string line, string says)
    {
        bench.With("site/kustomization.yaml", line + "\n");
        var problem = (await bench.Direct().Validate(bench.Scope(), CancellationToken.None)).ShouldHaveSingleItem();
        problem.Code.ShouldBe(TargetProblems.Invalid);
        problem.Summary.ShouldContain(says);
        (problem.Detail ?? "").ShouldNotContain(Path.GetTempPath());
    }

    [Fact]
    public async Task An_object_that_is_none_is_told()
    {
        bench.With("site/kustomization.yaml", "resources: [site.yaml]\n").With("site/site.yaml", "apiVersion: v1\nkind: Pod\nmetadata: { name: Bad_Name! }\nstatus: { phase: Running }\n");
        (await bench.Direct().Validate(bench.Scope(), CancellationToken.None)).Select(problem => problem.Summary).ShouldBe(
        [
            "object 1 of site (Pod/Bad_Name!): Bad_Name! is no name: letters, digits, - and . only",
            "object 1 of site (Pod/Bad_Name!): it has a status, which only the cluster writes",
        ]);
    }

    [Fact]
    public async Task Versions_are_those_of_images_and_charts()
    {
        bench.WithSite(tag: "2.3", more: """
            ---
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: { name: db }
            spec: { interval: 5m, chart: { spec: { chart: postgresql, version: 16.1.0, sourceRef: { kind: HelmRepository, name: x } } } }
            ---
            apiVersion: batch/v1
            kind: CronJob
            metadata: { name: tidy }
            spec: { schedule: "* * * * *", jobTemplate: { spec: { template: { spec: { containers: [{ name: t, image: "localhost:5000/tidy@sha256:abc" }] } } } } }

            """);
        (await bench.Direct().Versions(bench.Scope(), CancellationToken.None)).ShouldBe(
            new Dictionary<string, string> { ["api"] = "2.3", ["postgresql"] = "16.1.0", ["tidy"] = "sha256:abc" }, ignoreOrder: true);
    }

    public void Dispose() => bench.Dispose();
}
