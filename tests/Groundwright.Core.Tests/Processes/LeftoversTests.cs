using Groundwright.Core.Processes;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Processes;

[Covers("R1")]
public sealed class LeftoversTests : RunnerTests
{
    private readonly string owner = Guid.NewGuid().ToString("N");
    private readonly string seconds = UniqueSeconds();

    public LeftoversTests() => Needs.Linux();

    [Fact]
    public async Task Processes_of_a_killed_groundwright_are_found_and_ended()
    {
        // The trap keeps bash from becoming the second sleep.
        using var killed = ChildProcess.Start(StubTool.Path, ["run", owner, "bash", "-c", $"trap '' INT; setsid sleep {seconds} & echo ready; sleep {seconds}; true"]);
        await Eventually(() => killed.Output.Contains("ready", StringComparison.Ordinal) && Find($"sleep {seconds}").Count >= 2, "the command runs");
        killed.Kill();
        killed.WaitForExit(TimeSpan.FromSeconds(30));
        Find($"sleep {seconds}").ShouldNotBeEmpty();

        (await new Leftovers(TimeProvider.System).End("someone-else", Token)).ShouldBe(0);
        Find($"sleep {seconds}").ShouldNotBeEmpty();
        (await new Leftovers(TimeProvider.System).End(owner, Token)).ShouldBeGreaterThanOrEqualTo(3);

        Find($"sleep {seconds}").ShouldBeEmpty();
        (await new Leftovers(TimeProvider.System).End(owner, Token)).ShouldBe(0);
    }

    [Fact]
    [Covers("X1")]
    public async Task An_effect_host_survives_with_its_children()
    {
        using var host = ChildProcess.Start("bash", ["-c", $"setsid sleep {seconds} & sleep {seconds}; true"],
            environment: new Dictionary<string, string?> { ["GROUNDWRIGHT_OWNER"] = owner, ["GROUNDWRIGHT_EFFECT"] = "apply" });
        await Eventually(() => Find($"sleep {seconds}").Count == 3, "the host runs");

        (await new Leftovers(TimeProvider.System).End(owner, Token)).ShouldBe(0);

        Find($"sleep {seconds}").Count.ShouldBe(3);
    }

    [Fact]
    [Covers("X1")]
    public async Task A_detached_process_outlives_whoever_started_it()
    {
        using var starter = ChildProcess.Start(StubTool.Path, ["detach", "sleep", seconds]);
        await Eventually(() => Find($"sleep {seconds}").Count == 2 && starter.Output.Length > 0, "it was started"); // The starter's own command line is one of them.
        starter.Kill();
        starter.WaitForExit(TimeSpan.FromSeconds(30));

        Find($"sleep {seconds}").ShouldHaveSingleItem().ShouldBe(int.Parse(starter.Output.Trim()));
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var id in Find($"sleep {seconds}")) ChildProcess.Run("kill", ["-9", $"{id}"]);
        base.Dispose(disposing);
    }
}
