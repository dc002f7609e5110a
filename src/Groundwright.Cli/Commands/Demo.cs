using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Services;
using Groundwright.Cli.Views.Screens;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Delivery;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands;

/// <summary><c>gw demo</c></summary>
internal static class Demo
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(bool Keep, string? Directory);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var keep = new Option<bool>("--keep") { Description = "Leave the repository for you to look at" };
        var directory = new Option<string?>("--directory") { Description = "Make it in this folder, which must be empty or absent", HelpName = "DIR" };
        return new CommandNode("demo", "Shows the whole lifecycle in a temporary repository, in about a minute",
            "gw demo",
            "gw demo --keep --directory ~/gw-demo") { keep, directory }
            .Runs(host, parse => new Options(parse.GetValue(keep), parse.GetValue(directory)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var place = await context.Services.Demo.Prepare(options.Directory, cancellationToken);
        var exit = ExitCode.Failed;
        try
        {
            var says = new Screen();
            foreach (var line in place.Says) says.Add($"  {line}", Tone.Dim);
            context.Chat(says.Blank());
            exit = await Drive(place, context.With(place.Services), options.Keep, cancellationToken);
        }
        finally
        {
            // What failed is left to be looked at.
            if (!options.Keep && exit == ExitCode.Ok) await context.Services.Demo.Remove(place, CancellationToken.None);
            else context.Chat(new Screen().Blank().Add("  The demo's repository:", Tone.Dim).Add(Fields.Command($"cd {place.Directory} && gw runs show", "what happened")));
        }
        return exit;
    }

    private static async Task<ExitCode> Drive(DemoPlace place, CommandContext context, bool keep, CancellationToken cancellationToken)
    {
        var actor = place.Services.Actor;
        var asked = new WorkAsked("sdlc", actor, new Dictionary<string, string>());
        var runId = await place.Services.Driver.Start(new StartRun(place.Reference, null, asked, Uncommitted: false), cancellationToken);
        var exit = await Driving.Go(context, runId, new DriveOptions(AnswerGatesAs: actor), quietEnd: true, cancellationToken);
        // Nothing can be typed in a repository that is about to be deleted.
        Driving.ShowEnd(context, Driving.StateOf(context, runId), keep ? null : [("gw demo --keep", "leaves the repository for you to look at")]);
        return exit;
    }
}
