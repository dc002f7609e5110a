using System.Text.RegularExpressions;
using Groundwright.Core.Processes;

namespace Groundwright.Adapters;

/// <summary>What tools say, for people.</summary>
internal static partial class ToolText
{
    private const int TailLength = 4000;

    /// <summary>Text without what steers a terminal.</summary>
    public static string Clean(string text) => Steering().Replace(text, "");

    /// <summary>The end of what a tool said, without what steers a terminal.</summary>
    public static string Tail(CommandResult result)
    {
        var text = Clean(result.StandardError.Trim().Length > 0 ? result.StandardError : result.StandardOutput).Trim();
        return text.Length > TailLength ? text[^TailLength..] : text;
    }

    [GeneratedRegex(@"\x1B\[[0-9;?]*[A-Za-z]|[\p{Cc}-[\r\n\t]]", RegexOptions.CultureInvariant)]
    private static partial Regex Steering();
}
