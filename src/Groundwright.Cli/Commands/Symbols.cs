using System.CommandLine;
using System.CommandLine.Completions;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Core.Runs;

namespace Groundwright.Cli.Commands;

/// <summary>Arguments and options that several commands share.</summary>
internal static class Symbols
{
    /// <summary>A run that must be named. Tab completes those that fit.</summary>
    public static Argument<string> Run(CommandHost host, Func<RunSummary, bool>? fits = null) =>
        Completing(new Argument<string>("run") { Description = "Id of the run, or the beginning of it", HelpName = "run" }, host, fits);

    /// <summary>A run that may be left out.</summary>
    public static Argument<string?> RunOrOnly(CommandHost host, string only, Func<RunSummary, bool>? fits = null) =>
        Completing(new Argument<string?>("run")
        {
            Description = $"Id of the run, or the beginning of it; without it, {only}",
            HelpName = "run",
            Arity = ArgumentArity.ZeroOrOne,
        }, host, fits);

    /// <summary>The request.</summary>
    public static Argument<string> Issue() => new("issue") { Description = "Number of the issue, or path of its file" };

    /// <summary>The id of a new run, or a run that exists.</summary>
    public static Argument<string?> Id(CommandHost host) =>
        Completing(new Argument<string?>("id")
        {
            Description = "Id of the run to go on with, or for the new run",
            Arity = ArgumentArity.ZeroOrOne,
        }, host, run => Mark.IsUnfinished(run.Status));

    /// <summary>Why.</summary>
    public static Option<string?> Reason() => new("--reason") { Description = "Why, kept in the journal", HelpName = "TEXT" };

    /// <summary>An environment that must be named.</summary>
    public static Argument<string> Environment() => new("environment") { Description = "Name of the environment" };

    /// <summary>An environment that may be left out.</summary>
    public static Argument<string?> EnvironmentOrAll() => new("environment") { Description = "Name of the environment; without it, all of them", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The environment that services are looked at in.</summary>
    public static Option<string?> InEnvironment() => new("--environment", "-e") { Description = "Environment, for services that differ; the first one when left out", HelpName = "NAME" };

    /// <summary>A service that must be named.</summary>
    public static Argument<string> Service() => new("service") { Description = "Name of the service, as in groundwright.yaml" };

    /// <summary>Leaves the run for another process.</summary>
    public static Option<bool> NoWait() => new("--no-wait") { Description = "Do not go on with the run here" };

    private static Argument<T> Completing<T>(Argument<T> argument, CommandHost host, Func<RunSummary, bool>? fits)
    {
        argument.CompletionSources.Add(context => host.CompletableRuns(context.ParseResult)
            .Where(run => fits?.Invoke(run) ?? true).Take(100)
            .Select(run => new CompletionItem(run.RunId, detail: $"{Mark.Word(run.Status)} · {run.Title}")));
        return argument;
    }
}
