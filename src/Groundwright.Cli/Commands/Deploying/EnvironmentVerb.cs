using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Core.Delivery;
using Groundwright.Core.Delivery.Deploying;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;

namespace Groundwright.Cli.Commands.Deploying;

/// <summary>What <c>gw deploy</c>, <c>promote</c>, <c>rollback</c> and <c>destroy</c> have in common: a run about one environment, asked for by a command instead of an issue.</summary>
internal static class EnvironmentVerb
{
    /// <summary>The environment. Its name must be said: nothing outside is changed by default.</summary>
    public static Argument<string> Environment() => new("environment") { Description = "Name of the environment", HelpName = "env" };

    /// <summary>Starts the run and drives it.</summary>
    public static async Task<ExitCode> Run(EnvironmentWork work, CommandContext context, CancellationToken cancellationToken)
    {
        var options = new Dictionary<string, string>(work.Options) { ["environment"] = work.Environment };
        var actor = context.Services.Actor;
        var request = new Request { Title = work.Title, Body = work.Options.GetValueOrDefault(DeployOptions.Reason) ?? "", Environment = work.Environment, Source = $"gw {work.Workflow}", Trusted = true };
        var start = new StartRun("", null, new WorkAsked(work.Workflow, actor, options), context.Options.Uncommitted) { Request = request };
        var runId = await context.Services.Driver.Start(start, cancellationToken);
        return await Driving.Go(context, runId, new DriveOptions(AnswerGatesAs: Driving.Answering(context)) { Typed = work.Typed }, quietEnd: false, cancellationToken);
    }
}

/// <summary>Work on an environment, as typed.</summary>
/// <param name="Workflow">Such as <c>deploy</c>.</param>
/// <param name="Environment">Where.</param>
/// <param name="Title">One line for the run.</param>
/// <param name="Options">See <see cref="DeployOptions"/>.</param>
internal sealed record EnvironmentWork(string Workflow, string Environment, string Title, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>The word typed beforehand for a gate that wants one; null: none.</summary>
    public string? Typed { get; init; }
}
