using System.Text.RegularExpressions;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>When an environment may be changed, by a clock that only gw sees.</summary>
public sealed partial class WindowTests
{
    private const string Saturday = "@2026-11-28 12:00:00";
    private const string Monday = "@2026-11-30 08:30:00";

    [Fact]
    [Covers("X3", "D4")]
    public void Outside_of_the_window_nothing_is_applied_it_says_when_it_opens_and_then_it_goes_on()
    {
        Gw.NeedsFakeTime();
        using var prod = new ProdRepository("window: \"Mon-Fri 09:00-16:00 Europe/Berlin\"", deploy: false);

        var (exit, output) = Gw.At(Saturday, prod.Root, "deploy", "prod", "--yes");

        exit.ShouldBe(1, output);
        output.ShouldContain("GW2063");
        output.ShouldContain("Mon-Fri 09:00-16:00 Europe/Berlin");
        output.ShouldContain("2026-11-30 08:00 UTC");
        var run = Retry().Match(output).Groups[1].Value;
        Gw.At(Saturday, prod.Root, "runs", "retry", run, "--yes").Output.ShouldContain("GW2063");
        File.Exists(prod.StateFile("app")).ShouldBeFalse("not even a state was made");

        var (later, words) = Gw.At(Monday, prod.Root, "runs", "retry", run, "--yes");
        later.ShouldBe(0, words);
        prod.Running.ShouldBe("1");
    }

    [Fact]
    [Covers("X3", "D4")]
    public void Approved_while_it_was_open_and_closed_since_it_is_not_applied()
    {
        Gw.NeedsFakeTime();
        using var prod = new ProdRepository("approvals: { count: 1 }, window: \"Mon-Fri 09:00-16:00 Europe/Berlin\"", deploy: false);
        var planned = Gw.At(Monday, prod.Root, "deploy", "prod");
        planned.ExitCode.ShouldBe(0, planned.Output);
        var run = ProdRepository.RunIn(planned.Output);

        var (exit, output) = Gw.At("@2026-11-30 15:00:01", prod.Root, "approve", run, "--yes");

        exit.ShouldBe(1, output);
        output.ShouldContain("GW2063");
        output.ShouldContain("2026-12-01 08:00 UTC");
        prod.Applies.ShouldBeEmpty();
        File.Exists(prod.StateFile("network")).ShouldBeFalse();
    }

    [Fact]
    [Covers("X3", "D4")]
    public void During_a_freeze_nothing_is_applied_whether_the_configuration_says_so_or_a_person()
    {
        Gw.NeedsFakeTime();
        using var prod = new ProdRepository("freezes: [{ from: 2026-12-20, to: 2027-01-02, reason: holidays, zone: Europe/Berlin }]", deploy: false);

        var (exit, output) = Gw.At("@2026-12-24 18:00:00", prod.Root, "deploy", "prod", "--yes");
        exit.ShouldBe(1, output);
        output.ShouldContain("GW2063");
        output.ShouldContain("holidays");
        output.ShouldContain("2027-01-02 23:00 UTC");
        var run = Retry().Match(output).Groups[1].Value;

        prod.Ok("env", "freeze", "prod", "--reason", "an audit", "--yes");
        (exit, output) = Gw.At("@2027-01-04 10:00:00", prod.Root, "runs", "retry", run, "--yes");
        exit.ShouldBe(1, output);
        output.ShouldContain("GW2061");
        output.ShouldContain("an audit");
        output.ShouldContain("gw env unfreeze prod");
        prod.Applies.ShouldBeEmpty();

        prod.Ok("env", "unfreeze", "prod", "--yes");
        (exit, output) = Gw.At("@2027-01-04 10:01:00", prod.Root, "runs", "retry", run, "--yes");
        exit.ShouldBe(0, output);
        prod.Running.ShouldBe("1");
    }

    [GeneratedRegex(@"gw runs retry (\w{8})")]
    private static partial Regex Retry();
}
