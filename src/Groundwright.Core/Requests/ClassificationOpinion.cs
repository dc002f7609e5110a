using System.Text.RegularExpressions;

namespace Groundwright.Core.Requests;

/// <summary>What an agent thinks a request is. Only an opinion: see <see cref="RequestClassifier.Merge"/>.</summary>
/// <param name="Class">Null: it would refuse the request.</param>
/// <param name="Reason">In its words, one line.</param>
public sealed partial record ClassificationOpinion(RequestClass? Class, string Reason)
{
    /// <summary>
    /// Reads an answer whose first line that is not blank is <c>/feature reason</c> (any class) or <c>refuse: reason</c>. Null when it is anything else: an
    /// answer that is not understood is no opinion.
    /// </summary>
    public static ClassificationOpinion? Parse(string answer)
    {
        var line = InvisibleCharacters.Remove(answer).Split('\n').Select(text => text.Trim()).FirstOrDefault(text => text.Length > 0) ?? "";
        var match = Shape().Match(line);
        if (!match.Success) return null;
        var reason = match.Groups["reason"].Value.Trim();
        if (reason.Length > 200) reason = reason[..199] + "…";
        return new ClassificationOpinion(RequestClassText.Parse(match.Groups["class"].Value), reason.Length > 0 ? reason : "the agent gave no reason");
    }

    [GeneratedRegex(@"^(?:/?(?<class>(?:ipe_)?(?:chore|bug|feature|patch))|refuse)\b[\s:.\-–—]*(?<reason>.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
