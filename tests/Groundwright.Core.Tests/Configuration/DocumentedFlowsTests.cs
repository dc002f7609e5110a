using System.Text;
using System.Text.RegularExpressions;
using Groundwright.Core.Configuration;
using Groundwright.Core.Delivery;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Configuration;

/// <summary>The configurations that the documentation shows whole are read by the real loader, as a person would copy them.</summary>
public sealed partial class DocumentedFlowsTests
{
    private const string Loop = "docs/how-to/development-loop.md";

    public static TheoryData<string, int> Blocks()
    {
        var blocks = new TheoryData<string, int>();
        foreach (var page in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(SourceTree.Root, "README.md")).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(SourceTree.Root, page).Replace('\\', '/');
            for (var at = 0; at < WholeIn(name).Count; at++) blocks.Add(name, at);
        }
        return blocks;
    }

    [Theory, MemberData(nameof(Blocks))]
    public async Task A_configuration_that_is_shown_whole_loads(string page, int block)
    {
        var yaml = WholeIn(page)[block];
        using var sandbox = GitSandbox.Create(files: [("groundwright.yaml", yaml)]);
        var repository = await RealRepository.Of(sandbox);
        var branch = await repository.DefaultBranch(fetch: false, TestContext.Current.CancellationToken);

        var loaded = await SettingsLoader.Load(repository, branch, uncommitted: false, TestContext.Current.CancellationToken);

        foreach (var workflow in loaded.Settings.Workflows.Keys) Workflows.Resolve(workflow, loaded.Settings).ShouldNotBeEmpty();
    }

    [Fact]
    [Covers("D3", "D4", "D8")]
    public void The_flows_of_the_loop_are_shown_whole_and_say_what_the_page_says_they_do()
    {
        var flows = WholeIn(Loop).Select(yaml => SettingsReader.Read("groundwright.yaml", Encoding.UTF8.GetBytes(yaml)).Require()).ToList();

        flows.Count.ShouldBe(3);
        var (loop, automatic, hotfix) = (flows[0], flows[1], flows[2]);
        loop.Plan.ChooseOption.ShouldBeTrue();
        loop.Environments.ShouldAllBe(environment => environment.Confirm);
        Workflows.Resolve("change", loop).ShouldBe(["plan", "build", "test", "review"]);
        Workflows.Resolve("sdlc", automatic).ShouldBe(["plan", "build", "test", "review", "document", "ship", "deploy-prod"]);
        automatic.Environments[0].Tests.ShouldNotBeEmpty();
        automatic.Environments[1].Approvals.ShouldNotBeNull();
        Workflows.Resolve("hotfix", hotfix).ShouldBe(["plan", "build", "test", "review", "ship"]);
        hotfix.Environments[1].After.ShouldBe(["dev"], "dev is never skipped");
        hotfix.Environments[1].Soak.ShouldNotBeNull();
        hotfix.Environments[1].HotfixSkipsSoak.ShouldBeTrue();
    }

    private static List<string> WholeIn(string page) =>
        [.. Fenced().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, page)).ReplaceLineEndings("\n")).Select(match => match.Groups[1].Value).Where(yaml => yaml.StartsWith("version:", StringComparison.Ordinal))];

    [GeneratedRegex("^```yaml\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Fenced();
}
