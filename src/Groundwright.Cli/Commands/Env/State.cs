using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Cli.Views;
using Groundwright.Cli.Views.Text;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands.Env;

/// <summary><c>gw env state</c></summary>
internal static class State
{
    /// <summary>What can be said.</summary>
    internal sealed record Options(string Id, string Output);

    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var id = new Argument<string>("id") { Description = "How its sha256 begins, as the failed run says" };
        var output = new Option<string>("--output", "-o") { Description = "File to write; it must not exist. It holds secrets in clear", HelpName = "FILE", Required = true };
        return new CommandNode("state", "Takes out a Terraform state that an apply could not write where it belongs", "gw env state 9b1e02c7a4f3 --output errored.tfstate") { id, output }
            .Runs(host, parse => new Options(parse.GetRequiredValue(id), parse.GetRequiredValue(output)), Run);
    }

    private static Task<ExitCode> Run(Options options, CommandContext context, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(Path.Combine(context.Services.Directory, options.Output));
        var state = context.Services.Vault.ReadState(options.Id);
        try
        {
            PrivateFiles.Write(path, state);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new GroundwrightException(Problem.Of(TargetProblems.StateNotTaken, $"the state cannot be written to {options.Output}", fault.Message,
                new Remedy($"gw env state {options.Id} --output FILE", "with a file that does not exist yet, in a folder that can be written")));
        }
        context.Show(new StateTaken(options.Id, path), () => CliJson.Default.StateTaken, taken => new Screen()
            .Add(new Line().Add("  ").Add(Mark.Done.Text, Mark.Done.Tone).Add($" Written to {options.Output}. It holds secrets: delete it when it was pushed.")));
        return Task.FromResult(ExitCode.Ok);
    }
}

/// <summary>A kept state that was taken out.</summary>
/// <param name="Id">What it was asked for by.</param>
/// <param name="Path">Where it lies now, in clear. Absolute.</param>
internal sealed record StateTaken(string Id, string Path);
