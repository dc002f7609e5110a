using Groundwright.Core.Processes;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Processes;

[Covers("R6", "X5")]
public sealed class ProcessTreeTests : RunnerTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    public ProcessTreeTests() => Needs.Linux();

    [Fact]
    public async Task A_cancelled_command_gets_an_interrupt_first()
    {
        var lines = new List<string>();
        using var cancel = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(Runner.Run(Stub("graceful", "60") with { Grace = TimeSpan.FromMinutes(1) }, line =>
        {
            lines.Add(line.Text);
            cancel.Cancel();
        }, cancel.Token));

        lines.ShouldBe(["ready", "interrupted"]);
    }

    [Fact]
    public async Task A_command_that_ignores_the_interrupt_is_killed()
    {
        var seconds = UniqueSeconds();
        await CancelAfterFirstLine(Stub("stubborn", seconds) with { Grace = Short });

        Find(seconds).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_cancelled_before_it_began_is_not_started()
    {
        await Should.ThrowAsync<OperationCanceledException>(Runner.Run(Bash("touch started"), null, new CancellationToken(canceled: true)));

        File.Exists(Folder["started"]).ShouldBeFalse();
    }

    [Fact]
    public async Task The_interrupt_reaches_the_whole_group()
    {
        var seconds = UniqueSeconds();
        await CancelAfterFirstLine(Stub("child", seconds) with { Grace = TimeSpan.FromMinutes(1) });

        Find(seconds).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_child_that_left_the_session_and_cleaned_its_environment_ends_too()
    {
        var seconds = UniqueSeconds();
        var found = 0;
        await CancelAfterFirstLine(Stub("escape", seconds) with { Grace = Short }, _ => found = Find(seconds).Count);

        found.ShouldBeGreaterThan(1);
        Find(seconds).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("daemon")]
    [InlineData("talkative-daemon")]
    public async Task A_daemon_does_not_outlive_its_command(string verb)
    {
        var seconds = UniqueSeconds();
        var result = await Runner.Run(Stub(verb, seconds), null, Token);

        result.End.ShouldBe(CommandEnd.Exited);
        Directory.Exists($"/proc/{result.StandardOutput.Trim()}").ShouldBeFalse();
        Find(seconds).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_daemon_of_a_command_that_is_cancelled_ends_with_it()
    {
        var seconds = UniqueSeconds();
        await CancelAfterFirstLine(Bash($"(setsid env -i sleep {seconds} &) ; sleep 0.2; echo there; sleep 60") with { Grace = Short });

        Find(seconds).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_runs_in_the_background_and_holds_the_streams_does_not_hang_us()
    {
        var seconds = UniqueSeconds();
        var result = await Runner.Run(Bash($"sleep {seconds} & echo done"), null, Token);

        result.Succeeded.ShouldBeTrue();
        result.StandardOutput.ShouldBe("done\n");
        Find(seconds).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_background_still_prints_is_read() =>
        (await Runner.Run(Bash("(sleep 0.3; echo late) & echo early"), null, Token)).StandardOutput.ShouldBe("early\nlate\n");

    [Fact]
    public async Task A_tree_that_keeps_forking_is_ended()
    {
        var seconds = UniqueSeconds();
        await CancelAfterFirstLine(Bash($"f() {{ trap '' INT TERM; for i in 1 2 3 4 5 6 7 8 9; do (sleep 0.05; setsid sleep {seconds} & f2 $1) & done; wait; }}; f2() {{ [ $1 -gt 0 ] && f $(($1-1)); }}; echo go; f 1") with { Grace = Short });

        Find(seconds).ShouldBeEmpty();
    }

    [Fact]
    public async Task Commands_at_the_same_time_do_not_end_each_others_processes()
    {
        var (mine, other) = (UniqueSeconds(), UniqueSeconds());
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var ready = new TaskCompletionSource();
        var going = Runner.Run(Bash($"(setsid env -i sleep {other} &); sleep 0.2; echo ready; exec sleep {other}") with { Grace = Short }, _ => ready.TrySetResult(), cancel.Token);
        await ready.Task.WaitAsync(Token);

        for (var i = 0; i < 5; i++) await CancelAfterFirstLine(Stub("escape", mine) with { Grace = Short });
        await Runner.Run(Stub("daemon", mine), null, Token);
        Find(mine).ShouldBeEmpty();
        going.IsCompleted.ShouldBeFalse();
        Find(other).Count.ShouldBe(2);

        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(going);
        Find(other).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_ended_orphan_is_buried()
    {
        var result = await Runner.Run(Bash("(setsid bash -c 'exit 0' & echo $!)"), null, Token);
        var id = result.StandardOutput.Trim();

        for (var i = 0; i < 100 && Directory.Exists($"/proc/{id}"); i++) await Runner.Run(Bash("true"), null, Token);

        Directory.Exists($"/proc/{id}").ShouldBeFalse();
    }
}
