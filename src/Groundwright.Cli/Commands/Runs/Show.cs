using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Runs;

/// <summary><c>gw runs show</c></summary>
internal static class Show
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string? Run);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var run = Symbols.RunOrOnly(host, "the one that is unfinished");
        return new CommandNode("show", "Tells the whole story of a run: phases, steps, gates, plan, release, costs, files", "gw runs show 7k2m9xqd")
        {
            run,
        }.Runs(host, parse => new Options(parse.GetValue(run)), Run);
    }

    /// <summary>Runs it.</summary>
    public static Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var id = RunPicker.PickLatest(context, options.Run, "gw runs show");
        var store = context.Services.Runs;
        var events = store.Read(id);
        var state = context.Services.Fold(events);
        var (owner, directory) = (store.OwnerOf(id), store.DirectoryOf(id));
        context.Show(RunStory.Of(state, events, owner, directory), () => CliJson.Default.RunStory, _ => StoryScreen.Of(state, events, owner, directory, context.Scope));
        return Task.FromResult(ExitCode.Ok);
    }
}
