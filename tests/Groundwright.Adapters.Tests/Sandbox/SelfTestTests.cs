using Groundwright.Adapters.Sandbox;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Sandbox;

/// <summary>The attempt to break out that comes before the first room: it finds what does not hold.</summary>
[Covers("U4")]
public sealed class SelfTestTests
{
    private static readonly string[] Whole = ["--unshare-all", "--unshare-user", "--cap-drop", "ALL", "--new-session", "--die-with-parent", "--hostname", "room"];

    [Theory]
    [InlineData("--unshare-user --unshare-net --unshare-ipc --unshare-uts --cap-drop ALL --new-session --die-with-parent", "shares the machine's pid namespace")]
    [InlineData("--unshare-user --unshare-pid --unshare-ipc --unshare-uts --cap-drop ALL --new-session --die-with-parent", "shares the machine's net namespace")]
    [InlineData("--unshare-all --unshare-user --cap-add ALL --new-session --die-with-parent", "has capabilities")]
    [InlineData("--unshare-all --unshare-user --cap-drop ALL --new-session --die-with-parent --bind /var /var", "could see /var")]
    public async Task A_sandbox_with_a_hole_is_refused_by_the_name_of_the_hole(string isolation, string escape)
    {
        Needs.Bubblewrap();

        var fault = await Should.ThrowAsync<GroundwrightException>(() => new EscapeTest(RecordingRunner.Real).Try(new RoomIsolation(Needs.Find("bwrap")!, isolation.Split(' ')), CancellationToken.None));

        fault.Problem.Code.ShouldBe(SandboxProblems.Broken);
        fault.Problem.Summary.ShouldContain(escape);
    }

    [Fact]
    public async Task A_sandbox_without_a_hole_is_proven_once()
    {
        Needs.Bubblewrap();
        var runner = new RecordingRunner();
        using var sandbox = new Bubblewrap(runner, new RelayProgram("/nowhere/gw", []));

        await sandbox.Prove(CancellationToken.None);
        await sandbox.Prove(CancellationToken.None);

        runner.Commands.Count.ShouldBe(2);
        runner.Commands[1].Arguments.Take(Whole.Length).ShouldBe(Whole);
    }

    [Fact]
    [Covers("T9")]
    public void A_test_that_says_nothing_proves_nothing()
    {
        Judge("", 0)!.Code.ShouldBe(SandboxProblems.Unusable);
        Judge("over\n", 1)!.Code.ShouldBe(SandboxProblems.Unusable);
        Judge("got x\nover\n", 0)!.Code.ShouldBe(SandboxProblems.Broken);
        Judge("got x\n", 9)!.Code.ShouldBe(SandboxProblems.Broken);
        Judge("over\n", 0).ShouldBeNull();
    }

    [Fact]
    public void A_machine_that_forbids_rooms_is_told_with_what_its_program_said()
    {
        var problem = EscapeTest.Judge(new CommandResult(CommandEnd.Exited, 1, "", "bwrap: No permissions to create new namespace\n", TimeSpan.Zero))!;

        problem.Code.Exit.ShouldBe(ExitCode.PrerequisiteMissing);
        problem.Detail.ShouldNotBeNull().ShouldContain("No permissions to create new namespace");
        problem.Remedies.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Without_the_program_there_is_open_ground_that_says_why_and_a_broken_one_is_never_passed_over()
    {
        using var missing = new Bubblewrap(new Answering(_ => throw new GroundwrightException(SandboxAdvice.NotInstalled)), new RelayProgram("/nowhere/gw", []));
        using var broken = new Bubblewrap(new Answering(_ => new CommandResult(CommandEnd.Exited, 0, "got out\nover\n", "", TimeSpan.Zero)), new RelayProgram("/nowhere/gw", []));
        Needs.Bubblewrap();

        (await FoundSandbox.Of(new(), missing, CancellationToken.None)).Absence!.Summary.ShouldBe("bubblewrap is not installed");
        var fault = await Should.ThrowAsync<GroundwrightException>(() => FoundSandbox.Of(new(), broken, CancellationToken.None));
        fault.Problem.Code.ShouldBe(SandboxProblems.Broken);
    }

    private static Problem? Judge(string output, int exit) => EscapeTest.Judge(new CommandResult(CommandEnd.Exited, exit, output, "", TimeSpan.Zero));

    private sealed class Answering(Func<Command, CommandResult> answer) : ICommandRunner
    {
        public Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken) => Task.FromResult(answer(command));
    }
}
