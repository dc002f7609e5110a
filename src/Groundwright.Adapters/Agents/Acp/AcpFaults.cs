using System.Globalization;
using System.Text.RegularExpressions;
using Groundwright.Adapters.Agents.CodingClis;
using Groundwright.Core.Agents;

namespace Groundwright.Adapters.Agents.Acp;

/// <summary>What went wrong, from the error that an agent answers with. The protocol names one kind, that it is not signed in; the rest is told by numbers and words.</summary>
internal static partial class AcpFaults
{
    /// <summary>The protocol's code for "authentication required".</summary>
    private const string NotSignedIn = "-32000";

    /// <summary>Nothing is known of what was used.</summary>
    public static AgentUsage Unknown { get; } = new(null, null, null, TimeSpan.Zero);

    /// <summary>Something that only the text tells.</summary>
    public static CliEnd Other(string text) => new(CliFault.Other, Unknown, text);

    /// <summary>From an error of JSON-RPC.</summary>
    /// <param name="error">The error.</param>
    /// <param name="lastWords">What the agent said before: some tell the status there.</param>
    public static CliEnd Of(LooseJson error, string lastWords)
    {
        var message = error["message"].Text ?? "";
        var text = $"{message} {error["data"]["details"].Text ?? error["data"]["message"].Text}".Trim();
        var status = Status(error["code"].Raw(20), text, lastWords);
        var fault = status is not null ? CliFault.Model : Lost().IsMatch(text) ? CliFault.Connection : CliFault.Other;
        return new CliEnd(fault, Unknown, Wording.Whole(lastWords.Length > 0 && !Lost().IsMatch(text) ? $"{text}: {lastWords}" : text)) { Status = status };
    }

    private static int? Status(string code, string text, string lastWords) =>
        code == NotSignedIn ? 401
        : code is [>= '4' and <= '5', _, _] && int.TryParse(code, CultureInfo.InvariantCulture, out var told) ? told
        : StatusIn().Match($"{text}\n{lastWords}") is { Success: true } found ? int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
        : KeyRefused().IsMatch(text) ? 401
        : null;

    [GeneratedRegex(@"(?:API Error|status|code)\W{1,4}(?:code\W{1,3})?([45]\d\d)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex StatusIn();

    [GeneratedRegex(@"(?:incorrect|invalid|wrong|missing).{0,12}api.?key|api.?key.{0,12}(?:not valid|invalid|required|missing)|unauthori[sz]ed|unauthenticated", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex KeyRefused();

    [GeneratedRegex("connection|connect|timeout|timed out|socket|terminated|fetch failed|stream|network", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Lost();
}
