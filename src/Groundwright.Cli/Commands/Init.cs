using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Services;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Screens;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands;

/// <summary><c>gw init</c></summary>
internal static class Init
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(bool Commit, bool Force);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var commit = new Option<bool>("--commit") { Description = "Commit the file" };
        var force = new Option<bool>("--force") { Description = "Replace a groundwright.yaml that exists" };
        return new CommandNode("init", "Looks at the repository and writes a commented groundwright.yaml",
            "gw init            # writes the file for you to read",
            "gw init --commit   # and commits it") { commit, force }
            .Runs(host, parse => new Options(parse.GetValue(commit), parse.GetValue(force)), Run);
    }

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var report = await context.Services.Configuration.Init(options.Commit, options.Force, cancellationToken);
        context.Show(report, () => CliJson.Default.InitReport, Human);
        return ExitCode.Ok;
    }

    private static Screen Human(InitReport report)
    {
        var screen = new Screen();
        foreach (var found in report.Found) screen.Add($"  {found}");
        var committed = report.Commit is { } commit ? $", committed as {commit[..Math.Min(7, commit.Length)]}" : "";
        screen.Blank().Add(new Line().Add("  ").Add(Mark.Done.Text, Mark.Done.Tone).Add($" wrote {report.File}{committed}"));
        return screen.Blank().Add("  Next:", Tone.Dim).Add(Fields.Commands(report.Commit is null
            ? [($"git add {report.File} && git commit", "runs read the committed one"), ("gw doctor", "says what is missing")]
            : [("gw doctor", "says what is missing"), ("gw sdlc <issue>", "takes issues/<n>-<slug>.md from plan to shipped")]));
    }
}
