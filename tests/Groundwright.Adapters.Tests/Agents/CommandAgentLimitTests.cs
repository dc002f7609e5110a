using Groundwright.Core.Agents;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Agents;

[Covers("F4")]
public sealed class CommandAgentLimitTests : IDisposable
{
    private readonly AgentBench bench = new();
    private readonly string marker = $"3{Random.Shared.Next(100_000, 999_999)}.{Random.Shared.Next(100_000, 999_999)}";

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task A_hanging_program_is_ended_by_the_wall_clock_and_nothing_is_left()
    {
        Needs.Linux();
        bench.Task = bench.Task with { Limits = AgentLimits.Default with { WallClock = TimeSpan.FromSeconds(1) } };

        var outcome = await bench.Script($"sleep {marker} & while true; do echo tick; sleep 0.1; done");

        outcome.Problem!.Code.ShouldBe(AgentProblems.TookTooLong);
        outcome.Problem.Summary.ShouldContain("longer than 1 s");
        outcome.Problem.Remedies.ShouldContain(remedy => remedy.Command.Contains("minutes:"));
        Left().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_silent_program_is_ended_and_nothing_is_left()
    {
        Needs.Linux();
        bench.Task = bench.Task with { Limits = AgentLimits.Default with { Silence = TimeSpan.FromSeconds(1) } };

        var outcome = await bench.Script($"echo begin; sleep {marker}");

        outcome.Problem!.Code.ShouldBe(AgentProblems.Silent);
        outcome.Problem.Detail!.ShouldContain("  begin");
        outcome.Problem.Remedies.ShouldContain(remedy => remedy.Command.Contains("silentMinutes:"));
        Left().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hundred_megabytes_of_output_end_at_the_limit_with_little_memory_kept()
    {
        var outcome = await bench.Script("yes 'a line that is printed again and again and again and again and again' | head -c 100000000");

        outcome.Problem!.Code.ShouldBe(AgentProblems.TooMuchOutput);
        outcome.Problem.Summary.ShouldContain("64 MiB");
        outcome.Text.Length.ShouldBeLessThanOrEqualTo(64 * 1024);
    }

    [Fact]
    public async Task Cancelling_ends_it_before_the_call_returns()
    {
        Needs.Linux();
        using var cancel = new CancellationTokenSource();
        var work = bench.Script($"touch begun; sleep {marker} & sleep {marker}", cancel.Token);
        while (!File.Exists(bench.InTree("begun"))) await Task.Delay(10, CancellationToken.None);
        await cancel.CancelAsync();
        await work.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        work.IsCanceled.ShouldBeTrue();
        Left().ShouldBeEmpty();
    }

    private List<string> Left() =>
        [.. Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)).Where(Marked)];

    private bool Marked(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(marker, StringComparison.Ordinal);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
