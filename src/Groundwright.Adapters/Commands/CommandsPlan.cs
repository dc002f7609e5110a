using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Groundwright.Core.Environments;

namespace Groundwright.Adapters.Commands;

/// <summary>Reads what a plan command prints.</summary>
internal static partial class CommandsPlan
{
    private const int TextLimit = 64 * 1024;
    private const int TailLength = 4000;

    /// <summary>
    /// What would change: lines such as <c>+ x</c>, <c>~ x</c>, <c>- x</c>, <c>-/+ x</c>; when there are none, one change of unknown size.
    /// Nothing printed: no change. Whether something holds data cannot be told, so what is lost is taken to hold some.
    /// </summary>
    public static IReadOnlyList<ResourceChange> ChangesIn(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var changes = Change().Matches(text).Select(match => match.Groups["sign"].Value switch
        {
            "+" => Of(match, ChangeAction.Create),
            "~" => Of(match, ChangeAction.Update),
            "-" => Of(match, ChangeAction.Delete),
            _ => Of(match, ChangeAction.Replace),
        }).ToList();
        return changes.Count > 0 ? changes : [new ResourceChange("commands", "commands", ChangeAction.Update, HoldsData: false)];
    }

    /// <summary>The plan for people: at most 64 KiB, nothing in it that steers a terminal.</summary>
    public static string Show(string text)
    {
        var clean = Steering().Replace(text, "");
        if (Encoding.UTF8.GetByteCount(clean) <= TextLimit) return clean;
        // A third of the characters fits whatever they are; the plan itself is kept whole.
        return string.Concat(clean.AsSpan(0, TextLimit / 3 - 50), "\n… the rest is not shown");
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string Tail(string text) => Steering().Replace(text.Length > TailLength ? text[^TailLength..] : text, "").Trim();

    private static ResourceChange Of(Match match, ChangeAction action) =>
        new(match.Groups["what"].Value.Trim(), "commands", action, HoldsData: action is ChangeAction.Delete or ChangeAction.Replace);

    [GeneratedRegex(@"^[ \t]*(?<sign>-/\+|\+/-|\+|~|-)[ \t]+(?<what>\S[^\r\n]*)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Change();

    [GeneratedRegex(@"\x1B\[[0-9;?]*[A-Za-z]|[\p{Cc}-[\r\n\t]]", RegexOptions.CultureInvariant)]
    private static partial Regex Steering();
}
