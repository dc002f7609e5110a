using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Cli.Tests.Fakes;

/// <summary>Programs that print what a test says. An unknown one is not installed.</summary>
internal sealed class FakeTools : ICommandRunner
{
    public Dictionary<string, (int Exit, string Output)> Answers { get; } = new()
    {
        ["git --version"] = (0, "git version 2.39.5\n"),
        ["git config user.name"] = (0, "Ada\n"),
        ["git config user.email"] = (0, "ada@example.org\n"),
        ["git ls-remote --heads origin"] = (0, "4f9c2e1\trefs/heads/main\n"),
        ["terraform version"] = (0, "Terraform v1.11.4\non linux_amd64\n"),
    };

    public Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        if (!Answers.TryGetValue(command.ToString(), out var answer)) throw new GroundwrightException(Problem.Of(new ProblemCode("GW3001", "not installed"), $"{command.Program} is not installed"));
        return Task.FromResult(new CommandResult(CommandEnd.Exited, answer.Exit, answer.Exit == 0 ? answer.Output : "", answer.Exit == 0 ? "" : answer.Output, TimeSpan.Zero));
    }
}
