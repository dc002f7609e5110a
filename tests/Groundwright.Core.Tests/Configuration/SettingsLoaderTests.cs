using System.Security.Cryptography;
using System.Text;
using Groundwright.Core.Configuration;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Configuration;

[Covers("F2")]
public class SettingsLoaderTests
{
    private const string One = "version: 1\ntargets: { one: { terraform: one } }\n";
    private const string Two = "version: 1\ntargets: { two: { terraform: two } }\n";

    [Fact]
    public async Task The_committed_file_is_used_and_recorded()
    {
        using var sandbox = GitSandbox.Create(files: [("groundwright.yaml", One)]);

        var loaded = await Load(sandbox);

        loaded.Settings.Targets.Single().Name.ShouldBe("one");
        loaded.Commit.ShouldBe(sandbox.Git("rev-parse", "HEAD"));
        loaded.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(One))));
        loaded.Uncommitted.ShouldBeFalse();
    }

    [Fact]
    public async Task An_uncommitted_change_is_refused_with_what_to_type()
    {
        using var sandbox = GitSandbox.Create(withRemote: true, ("groundwright.yaml", One));
        sandbox.Write("groundwright.yaml", Two);

        var problem = await Refused(sandbox);

        problem.Code.ShouldBe(ConfigurationProblems.Uncommitted);
        problem.Remedies.Select(remedy => remedy.Command).ShouldBe(["git add groundwright.yaml && git commit -m \"Configure Groundwright\"", "git push origin main", "--uncommitted"]);
    }

    [Fact]
    public async Task A_new_file_that_is_not_committed_is_refused()
    {
        using var sandbox = GitSandbox.Create();
        sandbox.Write("groundwright.yaml", One);

        var problem = await Refused(sandbox);

        problem.Code.ShouldBe(ConfigurationProblems.Uncommitted);
        problem.Remedies.ShouldNotContain(remedy => remedy.Command.Contains("push"));
    }

    [Fact]
    public async Task On_the_persons_word_the_uncommitted_file_is_used_and_that_is_recorded()
    {
        using var sandbox = GitSandbox.Create(files: [("groundwright.yaml", One)]);
        sandbox.Write("groundwright.yaml", Two);

        var loaded = await Load(sandbox, uncommitted: true);

        loaded.Settings.Targets.Single().Name.ShouldBe("two");
        loaded.Commit.ShouldBeNull();
        loaded.Uncommitted.ShouldBeTrue();
    }

    [Fact]
    public async Task With_nothing_uncommitted_the_word_changes_nothing()
    {
        using var sandbox = GitSandbox.Create(files: [("groundwright.yaml", One)]);

        (await Load(sandbox, uncommitted: true)).Uncommitted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_commit_that_is_not_pushed_is_refused_with_the_push()
    {
        using var sandbox = GitSandbox.Create(withRemote: true, ("groundwright.yaml", One));
        sandbox.Write("groundwright.yaml", Two);
        sandbox.Commit("two");

        (await Refused(sandbox)).Remedies[0].Command.ShouldBe("git push origin main");
    }

    [Fact]
    public async Task A_checkout_that_is_merely_behind_is_no_change()
    {
        using var sandbox = GitSandbox.Create(withRemote: true, ("groundwright.yaml", One));
        sandbox.Write("groundwright.yaml", Two);
        sandbox.Commit("two");
        sandbox.Git("push", "-q", "origin", "main");
        sandbox.Git("reset", "-q", "--hard", "HEAD~1");

        (await Load(sandbox)).Settings.Targets.Single().Name.ShouldBe("two");
    }

    [Fact]
    public async Task Other_line_ends_are_no_change()
    {
        using var sandbox = GitSandbox.Create(files: [("groundwright.yaml", One)]);
        sandbox.Write("groundwright.yaml", One.Replace("\n", "\r\n"));

        (await Load(sandbox)).Uncommitted.ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_file_the_remedy_is_init()
    {
        using var sandbox = GitSandbox.Create();

        var problem = await Refused(sandbox);

        problem.Code.ShouldBe(ConfigurationProblems.Missing);
        problem.Code.Exit.ShouldBe(ExitCode.PrerequisiteMissing);
        problem.Remedies.Single().Command.ShouldBe("gw init");
    }

    [Fact]
    public async Task All_problems_of_the_file_are_told_at_once()
    {
        using var sandbox = GitSandbox.Create(files: [("groundwright.yaml", "version: 2\ncolour: red\n")]);

        var fault = await Should.ThrowAsync<GroundwrightException>(() => Load(sandbox));

        fault.Problems.Select(problem => problem.Source!.ToString()).ShouldBe(["groundwright.yaml:1:10", "groundwright.yaml:2:1"]);
    }

    [Fact]
    public async Task A_link_in_the_checkout_is_refused()
    {
        Needs.Linux();
        using var sandbox = GitSandbox.Create();
        sandbox.Write("elsewhere.yaml", One);
        File.CreateSymbolicLink(Path.Combine(sandbox.Root, "groundwright.yaml"), "elsewhere.yaml");

        (await Refused(sandbox, uncommitted: true)).Code.ShouldBe(ConfigurationProblems.YamlFeature);
    }

    private static async Task<Problem> Refused(GitSandbox sandbox, bool uncommitted = false) =>
        (await Should.ThrowAsync<GroundwrightException>(() => Load(sandbox, uncommitted))).Problem;

    private static async Task<LoadedSettings> Load(GitSandbox sandbox, bool uncommitted = false)
    {
        var repository = await RealRepository.Of(sandbox);
        var branch = await repository.DefaultBranch(fetch: false, TestContext.Current.CancellationToken);
        return await SettingsLoader.Load(repository, branch, uncommitted, TestContext.Current.CancellationToken);
    }
}
