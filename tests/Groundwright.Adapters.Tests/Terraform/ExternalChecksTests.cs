using Groundwright.Adapters.Terraform;
using Groundwright.Adapters.Tests.Terraform.Recorded;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Terraform;

[Covers("A5")]
public sealed class ExternalChecksTests
{
    [Fact]
    public async Task What_installed_checks_say_is_among_the_findings()
    {
        var answers = new Dictionary<string, string> { ["tflint"] = RecordedAnswers.Tflint, ["checkov"] = RecordedAnswers.Checkov, ["conftest"] = RecordedAnswers.Conftest };

        (await Plan(answers, policies: "/policies")).Findings.Select(finding => (finding.Rule, finding.Severity, finding.Resource)).ShouldBe([
            ("tflint:terraform_unused_declarations", PolicySeverity.Warning, "main.tf:3"),
            ("checkov:CKV_AWS_18", PolicySeverity.Warning, "aws_s3_bucket.logs"),
            ("conftest:main", PolicySeverity.Error, "aws_s3_bucket.logs"),
            ("conftest:main", PolicySeverity.Warning, "plan"),
        ]);
    }

    [Fact]
    public async Task Checks_that_are_not_installed_are_not_missed()
    {
        (await Plan([], policies: "/policies")).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_check_that_answers_nonsense_is_told_and_stops_nothing()
    {
        var finding = (await Plan(new() { ["checkov"] = "Traceback (most recent call last):" }, policies: null)).Findings.ShouldHaveSingleItem();

        finding.Severity.ShouldBe(PolicySeverity.Warning);
        finding.Reason.ShouldContain("checkov did not answer as expected");
    }

    [Fact]
    [Covers("U1")]
    public async Task No_check_is_steered_by_the_tree()
    {
        var answering = await Run([], policies: null);

        answering.Asked.Select(command => command.Program).ShouldBe(["tflint", "checkov"]);
        answering.Asked.ShouldAllBe(command => !command.WorkingDirectory.Contains("checkout") && command.Arguments.Any(argument => argument.Contains("config")));
    }

    private static async Task<TargetPlan> Plan(Dictionary<string, string> answers, string? policies) => (await Run(answers, policies)).Plan!;

    private static async Task<Answering> Run(Dictionary<string, string> answers, string? policies)
    {
        using var bench = new TerraformBench().With("infra/app/main.tf", "resource \"terraform_data\" \"box\" {}\n");
        var answering = new Answering(answers);
        answering.Plan = await bench.Target(options: new TerraformOptions { Checks = new ExternalChecks(answering, policies) }).Plan(bench.Scope(), CancellationToken.None);
        return answering;
    }

    /// <summary>Stands for the programs, which are not to be had here.</summary>
    private sealed class Answering(Dictionary<string, string> answers) : ICommandRunner
    {
        public List<Command> Asked { get; } = [];

        public TargetPlan? Plan { get; set; }

        public Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken)
        {
            Asked.Add(command);
            return answers.TryGetValue(command.Program, out var answer)
                ? Task.FromResult(new CommandResult(CommandEnd.Exited, 1, answer, "", TimeSpan.Zero))
                : throw new GroundwrightException(Problem.Of(new ProblemCode("GW3001", "not installed"), $"{command.Program} is not installed"));
        }
    }
}
