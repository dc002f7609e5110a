using Groundwright.Core.Processes;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Processes;

public sealed class CommandLimitsTests : RunnerTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task A_command_that_takes_too_long_is_ended()
    {
        Needs.Linux();
        var seconds = UniqueSeconds();
        var result = await Runner.Run(Bash($"echo begun; sleep {seconds}") with { Timeout = Soon, Grace = Soon }, null, Token);

        result.End.ShouldBe(CommandEnd.TimedOut);
        result.Succeeded.ShouldBeFalse();
        result.StandardOutput.ShouldBe("begun\n");
        Find(seconds).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_silent_command_is_ended()
    {
        Needs.Linux();
        var seconds = UniqueSeconds();
        var result = await Runner.Run(Bash($"echo begun; sleep {seconds}") with { SilenceLimit = Soon, Grace = Soon }, null, Token);

        result.End.ShouldBe(CommandEnd.Silent);
        Find(seconds).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_that_goes_on_printing_is_not_silent()
    {
        var result = await Runner.Run(Stub("drip", "15", "200") with { SilenceLimit = TimeSpan.FromSeconds(2) }, null, Token);

        result.End.ShouldBe(CommandEnd.Exited);
        result.StandardOutput.ShouldEndWith("drip 15\n");
    }

    [Fact]
    public async Task A_command_that_prints_too_much_is_ended_and_its_last_output_kept()
    {
        Needs.Linux();
        var result = await Runner.Run(Stub("bytes", "1000000000000", "80") with { OutputLimit = 100_000_000, CaptureLimit = 4096, Grace = Soon }, null, Token);

        result.End.ShouldBe(CommandEnd.TooMuchOutput);
        result.Truncated.ShouldBeTrue();
        result.StandardOutput.Length.ShouldBe(4096);
    }

    [Fact]
    public async Task Too_much_output_is_told_also_of_a_command_that_ended_meanwhile() =>
        (await Runner.Run(Bash("head -c 5000 /dev/zero") with { OutputLimit = 1000 }, null, Token)).End.ShouldBe(CommandEnd.TooMuchOutput);
}
