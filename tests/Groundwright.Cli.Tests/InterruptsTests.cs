using Groundwright.Cli.Tests.Fakes;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests;

public class InterruptsTests
{
    [Fact]
    [Covers("X5")]
    public async Task Ctrl_C_once_stops_the_driver_and_says_how_to_go_on()
    {
        using var interrupts = new Interrupts();
        var session = new Session { Interrupts = interrupts };
        session.Services.ScriptedDriver.Script = Story.Begun().PlanAndBuild();
        session.Services.ScriptedDriver.HangsUntilCancelled = true;
        var typed = session.Type("sdlc", "12");
        await session.Services.ScriptedDriver.Begun.WaitAsync(TestContext.Current.CancellationToken);
        interrupts.Press().ShouldBeTrue();
        (await typed).ShouldBe(5);
        session.Error.ShouldContain("stopping");
        session.Output.ShouldContain("gw runs resume 7k2m9xqd");
        session.Services.MemoryRuns.Posted.ShouldBeEmpty("a shutdown is no cancel: the run stays as it is");
    }

    [Fact]
    public void Ctrl_C_twice_stops_now()
    {
        using var interrupts = new Interrupts();
        var ending = 0;
        interrupts.Ending += () => ending++;
        interrupts.Press().ShouldBeTrue();
        ending.ShouldBe(0);
        interrupts.Press().ShouldBeFalse();
        ending.ShouldBe(1);
    }
}
