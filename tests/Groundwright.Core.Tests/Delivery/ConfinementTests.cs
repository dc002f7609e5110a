using Groundwright.Core.Configuration;
using Groundwright.Core.Delivery;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;
using Groundwright.Core.Sandboxes;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Delivery;

[Covers("U4", "F2")]
public sealed class ConfinementTests
{
    private static readonly Problem Absence = Problem.Of(SandboxProblems.Missing, "bubblewrap is not installed", null, new Remedy("sudo apt-get install bubblewrap", ""));

    [Theory]
    [InlineData(SandboxUse.Preferred)]
    [InlineData(SandboxUse.Required)]
    [InlineData(SandboxUse.Never)]
    public void A_stranger_s_request_is_refused_without_a_sandbox_whatever_the_settings_say(SandboxUse use)
    {
        var fault = Should.Throw<GroundwrightException>(() => Check(trusted: false, use, Absence));

        fault.Problem.Code.ShouldBe(SandboxProblems.Missing);
        fault.Problem.Code.Exit.ShouldBe(ExitCode.PrerequisiteMissing);
        fault.Problem.Detail.ShouldNotBeNull().ShouldContain("bubblewrap is not installed");
        fault.Problem.Remedies[0].Command.ShouldBe("sudo apt-get install bubblewrap");
    }

    [Fact]
    public void A_trusted_request_is_refused_only_where_a_sandbox_is_required()
    {
        Should.Throw<GroundwrightException>(() => Check(trusted: true, SandboxUse.Required, Absence)).Problem.Summary.ShouldBe("groundwright.yaml requires a sandbox, and there is none");
        Should.NotThrow(() => Check(trusted: true, SandboxUse.Preferred, Absence));
        Should.NotThrow(() => Check(trusted: true, SandboxUse.Never, Absence));
    }

    [Fact]
    public void In_a_sandbox_everybody_s_request_is_worked_on() => Should.NotThrow(() => Check(trusted: false, SandboxUse.Required, absence: null));

    private static void Check(bool trusted, SandboxUse use, Problem? absence) => Confinement.Check(
        new Request { Title = "Add a bucket", Body = "b", Source = "issues/1.md", Trusted = trusted }, new Settings { Sandbox = new SandboxSettings { Use = use } }, new Ground(absence));

    private sealed class Ground(Problem? absence) : ISandbox
    {
        public Problem? Absence => absence;

        public Task<ISandboxRoom> Open(SandboxNeeds needs, CancellationToken cancellationToken) => throw new InvalidOperationException("nobody goes in");
    }
}
