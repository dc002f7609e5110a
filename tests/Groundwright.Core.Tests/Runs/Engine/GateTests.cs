using Groundwright.Core.Delivery;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Runs.Engine;

public sealed class GateTests
{
    private const string Plan = "0123456789abcdef";
    private readonly List<GateAnswer> answers = [];

    [Fact, Covers("J3", "U7")]
    public async Task A_gate_waits_over_restarts_until_another_process_answers_it()
    {
        using var bench = Bench(new GateRequest("apply", GateKind.Approval, "apply", "policy") { Subject = Plan });
        (await bench.Drive()).Status.ShouldBe(RunStatus.Waiting);
        (await bench.Drive()).OpenGates.ShouldHaveSingleItem().Key.ShouldBe("ship.1/apply");
        bench.Answer(approved: true, Plan[..12]);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
        answers.ShouldBe([new GateAnswer(true, EngineBench.Ada, "because", GateRules.SelfAttested, Plan[..12])]);
        bench.Events.OfType<GateOpened>().Count().ShouldBe(1);
    }

    [Theory, Covers("U7")]
    [InlineData("a wrong subject", "person", "os-user", "fedcba9876543210")]
    [InlineData("no subject", "person", "os-user", null)]
    [InlineData("too little of the subject", "person", "os-user", "0123")]
    [InlineData("who is excluded", "REQUESTER", "os-user", Plan)]
    [InlineData("an agent", "claude", "agent", Plan)]
    public async Task An_approval_does_not_count_from(string what, string name, string kind, string? subject)
    {
        using var bench = Bench(new GateRequest("apply", GateKind.Approval, "apply", "policy") { Subject = Plan, Excluded = "requester" });
        await bench.Drive();
        bench.Answer(approved: true, subject, new Actor(name, kind));
        (await bench.Drive()).Status.ShouldBe(RunStatus.Waiting, what);
        bench.Events.OfType<GateAnswered>().ShouldBeEmpty();
    }

    [Fact, Covers("U7")]
    public async Task An_agent_cannot_refuse_and_who_is_excluded_can()
    {
        using var bench = Bench(new GateRequest("apply", GateKind.Approval, "apply", "policy") { Subject = Plan, Excluded = "requester" });
        await bench.Drive();
        bench.Answer(approved: false, actor: new Actor("claude", "agent"));
        (await bench.Drive()).Status.ShouldBe(RunStatus.Waiting);
        bench.Answer(approved: false, actor: new Actor("requester", "os-user"));
        await bench.Drive();
        answers.ShouldHaveSingleItem().Approved.ShouldBeFalse();
    }

    [Fact, Covers("U7")]
    public async Task Yes_answers_only_gates_that_allow_it()
    {
        using var allowed = Bench(new GateRequest("apply", GateKind.Approval, "apply", "policy") { Subject = Plan });
        (await allowed.DriveWith(new DriveOptions(AnswerGatesAs: EngineBench.Ada))).Status.ShouldBe(RunStatus.Open);
        answers.ShouldHaveSingleItem().Subject.ShouldBe(Plan);
        using var forbidden = Bench(new GateRequest("apply", GateKind.Approval, "apply", "policy") { MayAnswerSelf = false });
        (await forbidden.DriveWith(new DriveOptions(AnswerGatesAs: EngineBench.Ada))).Status.ShouldBe(RunStatus.Waiting);
        using var excluded = Bench(new GateRequest("apply", GateKind.Approval, "apply", "policy") { Excluded = "Ada" });
        (await excluded.DriveWith(new DriveOptions(AnswerGatesAs: EngineBench.Ada))).Status.ShouldBe(RunStatus.Waiting);
        using var agent = Bench(new GateRequest("apply", GateKind.Approval, "apply", "policy"));
        (await agent.DriveWith(new DriveOptions(AnswerGatesAs: new Actor("claude", "agent")))).Status.ShouldBe(RunStatus.Waiting);
    }

    [Theory, Covers("D3", "J3")]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_choice_counts_only_for_an_option_that_is_there_and_is_kept_over_restarts(int? wrong)
    {
        using var bench = Bench(new GateRequest("option", GateKind.Approval, "choose", "settings") { Options = ["a bucket", "a queue"], Proposed = 1, MayAnswerSelf = false });
        (await bench.DriveWith(new DriveOptions(AnswerGatesAs: EngineBench.Ada))).Status.ShouldBe(RunStatus.Waiting);
        bench.Answer(approved: true, option: wrong);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Waiting);
        bench.Answer(approved: true, option: 2);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
        answers.ShouldHaveSingleItem().Option.ShouldBe(2);
        bench.State.Gates["ship.1/option"].Answer!.Option.ShouldBe(2);
        bench.State.Gates["ship.1/option"].Request.Options.ShouldBe(["a bucket", "a queue"]);
    }

    [Fact, Covers("U7")]
    public async Task Who_agrees_twice_is_one_person_and_is_written_down_once()
    {
        using var bench = Bench(new GateRequest("apply", GateKind.Approval, "apply", "policy") { Subject = Plan, Count = 2 });
        await bench.Drive();
        bench.Answer(approved: true, Plan);
        bench.Answer(approved: true, Plan, new Actor("ADA", "os-user"));
        (await bench.Drive()).Status.ShouldBe(RunStatus.Waiting);
        (await bench.DriveWith(new DriveOptions(AnswerGatesAs: EngineBench.Ada))).Status.ShouldBe(RunStatus.Waiting);
        bench.Events.OfType<GateAnswered>().Count().ShouldBe(1);
        bench.State.OpenGates.Single().Agreed.ShouldBe(1);
        bench.Answer(approved: true, Plan, new Actor("bob", "os-user"));
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
    }

    [Fact]
    public async Task Work_is_done_only_when_its_gate_was_open_before_this_process_came()
    {
        using var bench = Bench(new GateRequest("edit", GateKind.Work, "edit the files", "agent manual"));
        (await bench.DriveWith(new DriveOptions(WorkIsDone: true))).Status.ShouldBe(RunStatus.Waiting);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Waiting);
        (await bench.DriveWith(new DriveOptions(WorkIsDone: true))).Status.ShouldBe(RunStatus.Open);
    }

    [Fact, Covers("U7", "X3")]
    public async Task An_answer_reaches_the_gate_of_the_phase_that_goes_on_and_none_that_was_left_behind()
    {
        using var bench = Bench(new GateRequest("apply", GateKind.Approval, "apply", "policy"));
        await bench.Drive();
        bench.Cancel();
        (await bench.Drive()).Status.ShouldBe(RunStatus.Cancelled);
        (await bench.Retry()).OpenGates.ShouldHaveSingleItem().Key.ShouldBe("ship.2/apply");
        bench.Answer(approved: true, gate: "apply");
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
        bench.State.Gates["ship.1/apply"].Answer.ShouldBeNull();
    }

    [Fact, Covers("R6")]
    public async Task A_late_refusal_does_not_open_a_run_that_has_ended()
    {
        using var bench = new EngineBench(("final", Ask(new GateRequest("apply", GateKind.Approval, "apply", "policy"))));
        await bench.Drive();
        bench.Answer(approved: true);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Succeeded);
        bench.Answer(approved: false);
        (await bench.Drive()).Status.ShouldBe(RunStatus.Succeeded);
    }

    [Fact, Covers("J5")]
    public async Task A_run_sleeps_until_the_clock_says_so()
    {
        using var bench = new EngineBench(("test", run => run.Sleep("a-while", TimeSpan.FromMilliseconds(300))));
        (await bench.Drive()).Status.ShouldBe(RunStatus.Open);
        bench.Events.OfType<TimerSet>().Count().ShouldBe(1);
    }

    private EngineBench Bench(GateRequest request) => new(("ship", Ask(request)));

    private Func<IRun, Task> Ask(GateRequest request) => async run => answers.Add(await run.Gate(request.Name, request));
}
