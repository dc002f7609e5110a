using Groundwright.Core.Environments;
using Groundwright.Core.Processes;
using Groundwright.Core.Secrets;

namespace Groundwright.Adapters.Tests;

/// <summary>The product's own runner, with an environment for each test, so that tests beside each other can differ in it, and with a memory.</summary>
internal sealed class RecordingRunner(IReadOnlyDictionary<string, string>? ours = null) : ICommandRunner
{
    /// <summary>The runner as it is.</summary>
    public static ICommandRunner Real { get; } = new CommandRunner(TimeProvider.System, new Masker());

    /// <summary>Every command that was run.</summary>
    public List<Command> Commands { get; } = [];

    public Task<CommandResult> Run(Command command, Action<OutputLine>? onLine, CancellationToken cancellationToken)
    {
        lock (Commands) Commands.Add(command);
        return Real.Run(In(command), onLine, cancellationToken);
    }

    /// <summary>The command with what this test says that our environment holds.</summary>
    public Command In(Command command) => command with
    {
        Environment = command.Environment.Allowed.Where(name => ours?.ContainsKey(name) == true && !command.Environment.Values.ContainsKey(name))
            .Aggregate(command.Environment, (environment, name) => environment.With(name, ours![name])),
    };

    /// <summary>Applies a plan the way the product does: the command of the target, run by somebody else.</summary>
    public async Task<CommandResult> Apply(ITarget target, TargetScope scope, TargetPlan plan) =>
        await Run(await target.ApplyCommand(scope, plan, CancellationToken.None), null, CancellationToken.None);
}
