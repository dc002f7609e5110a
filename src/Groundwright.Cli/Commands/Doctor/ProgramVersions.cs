using System.Text.RegularExpressions;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Cli.Commands.Doctor;

/// <summary>Asks programs for their versions.</summary>
internal sealed partial class ProgramVersions(ICommandRunner runner, string directory)
{
    /// <summary>What a program prints; null when it is not there or does not answer in time. A failing one that is there gives what it printed.</summary>
    public async Task<string?> Ask(string program, string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            var result = await runner.Run(new Command(program, arguments) { WorkingDirectory = directory, Timeout = TimeSpan.FromSeconds(10) }, null, cancellationToken);
            return result.End == CommandEnd.Exited ? result.StandardOutput + (result.Succeeded ? "" : " ") : null;
        }
        catch (GroundwrightException)
        {
            return null;
        }
    }

    /// <summary>The first version in a text; null when there is none.</summary>
    public static Version? In(string output) => VersionPattern().Match(output) is { Success: true } match ? Version.Parse(match.Value) : null;

    [GeneratedRegex(@"\d{1,5}\.\d{1,5}(\.\d{1,5})?", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();
}
