using System.Text.RegularExpressions;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>
/// A plan is approved, then one thing it is bound to becomes another, and the same approval applies nothing. One repository serves all cases: what is refused leaves nothing behind.
/// Workspace, <c>backend:</c>, variable files and the lock file stand in files of the tree or of the configuration's commit, which a run holds fast from its start; that each of
/// them is bound too is proven at the target (<c>PlanBindingTests</c>), as the CA of a cluster is (<c>DirectTargetTests</c>).
/// </summary>
public sealed partial class PlanRefusalTests : IClassFixture<PlanRefusalTests.Prod>
{
    private readonly ProdRepository prod;

    public PlanRefusalTests(Prod shared) => prod = shared.Repository;

    [Theory]
    [InlineData("plan file", "GW2101", "it was changed")]
    [InlineData("lineage", "GW2103", "lineage was")]
    [InlineData("serial", "GW2103", "serial was")]
    [InlineData("backend", "GW2103", "backend was local")]
    [InlineData("tool version", "GW2103", "tool was")]
    [InlineData("TF_VAR", "GW2103", "variables was")]
    [InlineData("output of another target", "GW2103", "variables was")]
    [InlineData("main", "GW2103", "NOTES.md")]
    [InlineData("script of a local-exec", "GW2103", "infra/app/install.sh")]
    [InlineData("account", "GW2103", "account was AWS_PROFILE=one")]
    [InlineData("region", "GW2103", "region was AWS_REGION=one")]
    [InlineData("cluster", "GW2103", "cluster was KUBECONFIG=")]
    [Covers("X7", "F3", "X3")]
    public void What_was_approved_is_refused_once_one_thing_is_another(string what, string code, string words)
    {
        Needs.Linux();
        var kubeconfig = prod.Beside("kubeconfig");
        File.WriteAllText(kubeconfig, "# one\n");
        var before = what switch
        {
            "account" => With("AWS_PROFILE", "one"),
            "region" => With("AWS_REGION", "one"),
            "cluster" => With("KUBECONFIG", kubeconfig),
            _ => [],
        };
        var run = prod.Planned(before);
        var state = (App: File.ReadAllBytes(prod.StateFile("app")), Network: File.ReadAllBytes(prod.StateFile("network")));
        var now = before;
        switch (what)
        {
            case "plan file": FlipLastByte(); break;
            case "lineage": Edit("app", text => Lineage().Replace(text, "\"lineage\": \"00000000-0000-0000-0000-000000000000\"")); break;
            case "serial": Edit("app", text => Serial().Replace(text, "\"serial\": 77")); break;
            case "output of another target": Edit("network", text => text.Replace("\"value\": \"net-1\"", "\"value\": \"net-2\"", StringComparison.Ordinal)); break;
            case "backend": prod.MoveTo("moved"); break;
            case "tool version": now = With("PATH", $"{OtherTerraform()}:{Environment.GetEnvironmentVariable("PATH")}"); break;
            case "TF_VAR": now = With("TF_VAR_extra", "x"); break;
            case "main": prod.Change("NOTES.md", text => text + "Nothing that is deployed.\n"); break;
            case "script of a local-exec": prod.Change("infra/app/install.sh", text => text + "# another one\n"); break;
            case "account": now = With("AWS_PROFILE", "two"); break;
            case "region": now = With("AWS_REGION", "two"); break;
            case "cluster": File.WriteAllText(kubeconfig, "# two\n"); break;
            default: throw new ArgumentException(what);
        }

        ShouldBeRefused(run, code, words, () => prod.Run(now, "approve", run, "--yes"));

        if (what == "backend") prod.MoveTo("checkout");
        File.WriteAllBytes(prod.StateFile("app"), state.App);
        File.WriteAllBytes(prod.StateFile("network"), state.Network);
    }

    [Fact]
    [Covers("X7", "F3")]
    public void A_plan_that_expired_is_refused()
    {
        Gw.NeedsFakeTime();
        var run = prod.Planned();

        ShouldBeRefused(run, "GW2102", "expired at", () => Gw.At("+25h", prod.Root, "approve", run, "--yes"));
    }

    [Fact]
    [Covers("X7", "X3", "F3")]
    public void An_approval_lasts_no_longer_than_the_plan_it_names()
    {
        Gw.NeedsFakeTime();
        var run = prod.Planned();
        prod.Ok("approve", run, "--yes", "--no-wait");

        ShouldBeRefused(run, "GW2102", "expired at", () => Gw.At("+25h", prod.Root, "runs", "resume", run));
    }

    [Fact]
    [Covers("X3")]
    public void Rules_that_became_stricter_meanwhile_hold_for_what_was_approved_before()
    {
        var output = prod.Ok("deploy", "prod", "--commit", prod.Git("rev-parse", "HEAD"));
        prod.Change("groundwright.yaml", text => text.Replace("count: 1", "count: 2", StringComparison.Ordinal));

        ShouldBeRefused(ProdRepository.RunIn(output), "GW1402", "the approvals are not enough: 1 person", () => Gw.Run(prod.Root, "approve", ProdRepository.RunIn(output), "--yes"));

        prod.Change("groundwright.yaml", text => text.Replace("count: 2", "count: 1", StringComparison.Ordinal));
    }

    /// <summary>The same way, and nothing is another: what refuses everything would prove nothing.</summary>
    [Fact]
    [Covers("X7", "U1")]
    public void With_nothing_moved_it_is_applied_whatever_workspace_the_environment_names()
    {
        var run = prod.Planned();

        var (exit, output) = prod.Run(With("TF_WORKSPACE", "prod"), "approve", run, "--yes");

        exit.ShouldBe(0, output);
        prod.Running.ShouldBe(prod.Newest);
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(prod.StateFile("app"))!, "*workspace*").ShouldBeEmpty("no other workspace was made");
        prod.Release();
    }

    private void ShouldBeRefused(string run, string code, string words, Func<(int ExitCode, string Output)> goOn)
    {
        var (states, applies, releases) = (prod.States, prod.Applies.Count, Releases());

        var (exit, output) = goOn();

        exit.ShouldBe(1, output);
        output.ShouldContain(code);
        Flat(output).ShouldContain(words, Case.Insensitive, output);
        output.ShouldContain($"gw runs retry {run}");
        prod.States.ShouldBe(states, "no byte of a state was touched");
        prod.Applies.Count.ShouldBe(applies);
        prod.Status(run).ShouldBe("Failed");
        Releases().ShouldBe(releases, "what was refused is no release, and nothing to go back from");
        prod.List("env", "list").Single().TryGetProperty("hold", out _).ShouldBeFalse();
    }

    private string Releases() => string.Join('\n', prod.List("releases", "list", "prod").Select(release => release.GetRawText()));

    private void Edit(string target, Func<string, string> change)
    {
        var text = File.ReadAllText(prod.StateFile(target));
        var changed = change(text);
        changed.ShouldNotBe(text);
        File.WriteAllText(prod.StateFile(target), changed);
    }

    private void FlipLastByte()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(prod.Root, ".git", "groundwright", "plans"), "*.plan"))
        {
            var bytes = File.ReadAllBytes(file);
            bytes[^1] ^= 1;
            File.WriteAllBytes(file, bytes);
        }
    }

    /// <summary>A folder with a terraform that says it is a later one.</summary>
    private string OtherTerraform()
    {
        var real = Needs.Find("terraform")!;
        var script = Path.Combine(Directory.CreateDirectory(prod.Beside("later")).FullName, "terraform");
        File.WriteAllText(script, $"#!/usr/bin/env bash\nif [ \"$1\" = version ]; then '{real}' \"$@\" | sed -E 's/1\\.[0-9]+\\.[0-9]+/1.99.0/'; else exec '{real}' \"$@\"; fi\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        return Path.GetDirectoryName(script)!;
    }

    private static Dictionary<string, string?> With(string name, string value) => new() { [name] = value };

    // A word is never cut, but lines are.
    private static string Flat(string output) => string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("\"lineage\": \"[^\"]+\"")]
    private static partial Regex Lineage();

    [GeneratedRegex("\"serial\": [0-9]+")]
    private static partial Regex Serial();

    /// <summary>The repository of all cases.</summary>
    public sealed class Prod : IDisposable
    {
        internal ProdRepository Repository { get; } = new();

        /// <inheritdoc/>
        public void Dispose() => Repository.Dispose();
    }
}
