using System.Text.Json;
using System.Text.RegularExpressions;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters;

/// <summary>The one place from which the AWS CLI is called. It answers in JSON; what it refuses is told with the cloud's own code.</summary>
internal sealed partial class AwsCalls(ICommandRunner runner)
{
    private const int AnswerLimit = 64 * 1024 * 1024;
    private string? version;

    /// <summary>Asks. Templates may hold secrets, so no line of an answer goes anywhere.</summary>
    public async Task<AwsAnswer> Ask(CommandEnvironment environment, TargetScope scope, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        var command = new Command("aws", [.. words, "--output", "json"])
        {
            WorkingDirectory = scope.Directory,
            Environment = environment,
            Owner = scope.RunId,
            CaptureLimit = AnswerLimit,
        };
        var result = await runner.Run(command, null, cancellationToken);
        if (!result.Succeeded) return new AwsAnswer(default, Fault(result));
        if (string.IsNullOrWhiteSpace(result.StandardOutput)) return new AwsAnswer(default, null);
        try
        {
            using var document = JsonDocument.Parse(result.StandardOutput);
            return new AwsAnswer(document.RootElement.Clone(), null);
        }
        catch (JsonException fault)
        {
            throw new GroundwrightException(Problem.Of(TargetProblems.Unreadable, $"`aws {words[0]} {words[1]}` printed something unexpected: {fault.Message}"), fault);
        }
    }

    /// <summary>Which version it is, such as <c>aws-cli 1.45.11</c>. Asked once.</summary>
    public async Task<string> Version(CommandEnvironment environment, TargetScope scope, CancellationToken cancellationToken)
    {
        if (version is not null) return version;
        var result = await runner.Run(new Command("aws", ["--version"]) { WorkingDirectory = scope.Directory, Environment = environment, Owner = scope.RunId }, null, cancellationToken);
        return version = (result.StandardOutput + result.StandardError).Split(' ')[0].Replace('/', ' ').Trim();
    }

    /// <summary>The region that its configuration names; null when it names none.</summary>
    public async Task<string?> Region(CommandEnvironment environment, TargetScope scope, CancellationToken cancellationToken)
    {
        var result = await runner.Run(new Command("aws", ["configure", "get", "region"]) { WorkingDirectory = scope.Directory, Environment = environment, Owner = scope.RunId }, null, cancellationToken);
        return result.Succeeded && result.StandardOutput.Trim() is { Length: > 0 } region ? region : null;
    }

    private static AwsFault Fault(CommandResult result)
    {
        var said = ToolText.Tail(result);
        var match = Refusal().Match(said);
        return match.Success ? new AwsFault(match.Groups[1].Value, match.Groups[2].Value.Trim()) : new AwsFault("", said);
    }

    [GeneratedRegex(@"An error occurred \(([^)]+)\) when calling the \w+ operation(?: \([^)]*\))?: (.*)", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Refusal();
}

/// <summary>What the cloud answered.</summary>
/// <param name="Value">The answer; undefined when there is none.</param>
/// <param name="Fault">Why it refused; null when it did not.</param>
internal sealed record AwsAnswer(JsonElement Value, AwsFault? Fault)
{
    /// <summary>The answer, or the refusal as a problem.</summary>
    /// <exception cref="GroundwrightException">GW2037.</exception>
    public JsonElement Expect(string call) => Fault is null ? Value : throw new GroundwrightException(Fault.Problem(call));
}

/// <summary>A refusal.</summary>
/// <param name="Code">The cloud's code, such as <c>ValidationError</c>; empty when the cloud was not reached.</param>
/// <param name="Message">Its sentence.</param>
internal sealed record AwsFault(string Code, string Message)
{
    /// <summary>Whether the thing asked for is not there.</summary>
    public bool IsMissing => Message.Contains("does not exist", StringComparison.Ordinal) || Code == "ChangeSetNotFound";

    /// <summary>The refusal for people. Being busy passes; the rest does not.</summary>
    public Problem Problem(string call) => Core.Problems.Problem.Of(AwsProblems.CloudFailed,
        $"`aws {call}` failed{(Code.Length > 0 ? $": {Code}" : "")}", Message, new Remedy("aws sts get-caller-identity", "shows who the credentials belong to")) with
    {
        Retry = Code is "Throttling" or "ThrottlingException" or "RequestLimitExceeded" or "ServiceUnavailable" ? Retry.Now : Retry.Never,
    };
}
