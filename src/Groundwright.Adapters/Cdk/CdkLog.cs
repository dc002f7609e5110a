using System.Text.RegularExpressions;

namespace Groundwright.Adapters.Cdk;

/// <summary>What <c>cdk deploy</c> and <c>cdk destroy</c> print, as far as it is understood.</summary>
/// <param name="Done">Stacks that the tool says it is done with, by the names the app gives them.</param>
/// <param name="Events">What CloudFormation told about resources, in order.</param>
/// <param name="Errors">Lines that say what went wrong.</param>
internal sealed partial record CdkLog(IReadOnlySet<string> Done, IReadOnlyList<StackEvent> Events, IReadOnlyList<string> Errors)
{
    public static CdkLog Parse(string log)
    {
        var lines = ToolText.Clean(log).Split('\n');
        return new CdkLog(
            lines.Select(line => Finished().Match(line)).Where(match => match.Success).Select(match => match.Groups["stack"].Value.Trim()).ToHashSet(StringComparer.Ordinal),
            [.. lines.Select(line => Event().Match(line)).Where(match => match.Success)
                .Select(match => new StackEvent(match.Groups["stack"].Value.Trim(), match.Groups["status"].Value, match.Groups["type"].Value, match.Groups["what"].Value.Trim()))],
            [.. lines.Where(line => Wrong().IsMatch(line)).Select(line => line.Trim()).Distinct()]);
    }

    [GeneratedRegex(@"^\s*✅\s+(?<stack>.+?)(?: \([^()]+\))*(?:: destroyed)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Finished();

    [GeneratedRegex(@"^\s*(?<stack>[A-Za-z0-9-]+)\s*\|[^|]*\|[^|]*\|\s*(?<status>[A-Z_]+)\s*\|\s*(?<type>\S+)\s*\|\s*(?<what>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Event();

    [GeneratedRegex(@"❌|‣|\b[A-Za-z]*(Error|Exception)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Wrong();
}

/// <summary>One thing that CloudFormation told.</summary>
/// <param name="Stack">Name of the stack.</param>
/// <param name="Status">Such as <c>CREATE_COMPLETE</c>.</param>
/// <param name="Type">Type of the resource; <c>AWS::CloudFormation::Stack</c> for the stack itself.</param>
/// <param name="What">Path or id, and the reason when there is one.</param>
internal sealed record StackEvent(string Stack, string Status, string Type, string What);
