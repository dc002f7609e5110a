using System.Text.RegularExpressions;

namespace Groundwright.Core.Requests;

/// <summary>Decides by rules what kind of change a request is. What a person wrote down wins over words, words over guesses.</summary>
public static partial class RequestClassifier
{
    /// <summary>The class of a request, or why it is refused. The same text always gives the same answer.</summary>
    public static Classification Classify(Request request)
    {
        var text = request.Title + "\n\n" + request.Body;
        return (Classification?)RefusalRules.Unsafe(text)
            ?? (Classification?)Written(request)
            ?? (Classification?)Labelled(request)
            ?? (Classification?)RefusalRules.Question(request.Title, text)
            ?? ByWords(request);
    }

    /// <summary>
    /// Takes a second opinion in. A refusal by rule stays, and so does whatever a person said or the title says; an opinion decides only what was a guess.
    /// </summary>
    public static Classification Merge(Classification rule, ClassificationOpinion? opinion)
    {
        if (opinion is null || rule is not Classified { Confidence: Confidence.Unsure }) return rule;
        return opinion.Class is { } chosen
            ? new Classified { Class = chosen, Confidence = Confidence.Likely, Reason = opinion.Reason, Rule = "agent" }
            : new Refused { Reason = opinion.Reason, Rule = "agent" };
    }

    private static Classified? Written(Request request)
    {
        var match = WrittenClass().Match(request.Title + "\n" + request.Body);
        return match.Success && RequestClassText.Parse(match.Groups["class"].Value) is { } named
            ? new Classified { Class = named, Confidence = Confidence.Certain, Reason = $"the text says `/{named.Word()}`", Rule = "written" }
            : null;
    }

    private static Classified? Labelled(Request request)
    {
        var named = request.Labels.Select(label => (Label: label, Class: OfLabel(label))).Where(pair => pair.Class is not null).ToList();
        if (named.Count == 0) return null;
        var (label, chosen) = named[0];
        var agree = named.All(pair => pair.Class == chosen);
        return new Classified
        {
            Class = chosen!.Value,
            Confidence = agree ? Confidence.Certain : Confidence.Likely,
            Reason = agree ? $"it has the label `{label}`" : $"`{label}` is the first of labels that disagree: {string.Join(", ", named.Select(pair => pair.Label))}",
            Rule = "label",
        };
    }

    /// <summary>Also <c>kind/bug</c>, <c>type: feature</c> and the names that forges give new repositories.</summary>
    private static RequestClass? OfLabel(string label)
    {
        var word = label.Split(['/', ':'])[^1].Trim();
        return RequestClassText.Parse(word) ?? word switch
        {
            "enhancement" => RequestClass.Feature,
            "defect" or "fix" or "regression" => RequestClass.Bug,
            "maintenance" or "dependencies" or "documentation" or "docs" or "refactor" => RequestClass.Chore,
            "hotfix" or "trivial" => RequestClass.Patch,
            _ => null,
        };
    }

    private static Classified ByWords(Request request)
    {
        if (WordRules.First(request.Title) is { } title)
            return new Classified { Class = title.Class, Confidence = title.Alone ? Confidence.Likely : Confidence.Unsure, Reason = $"the title says `{title.Word}`", Rule = "title-words" };
        if (WordRules.First(request.Body) is { } body)
            return new Classified { Class = body.Class, Confidence = Confidence.Unsure, Reason = $"the text says `{body.Word}`", Rule = "text-words" };
        // A feature gets the most thorough handling, so a wrong guess costs time and nothing else.
        return new Classified { Class = RequestClass.Feature, Confidence = Confidence.Unsure, Reason = "nothing says what kind of change it is", Rule = "default" };
    }

    [GeneratedRegex(@"^[ \t]*/(?<class>(?:ipe_)?(?:chore|bug|feature|patch))(?=\s|$)", RegexOptions.IgnoreCase | RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex WrittenClass();
}
