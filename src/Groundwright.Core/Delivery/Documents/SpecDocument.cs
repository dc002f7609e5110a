using System.Text.RegularExpressions;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;

namespace Groundwright.Core.Delivery.Documents;

/// <summary>
/// The spec of a change: Request, Options, Decision, Steps, Files, Validation, Risks, Rollback, Acceptance, in any order and at one heading level. Each must
/// say something; comments, "TBD" and the like are nothing.
/// </summary>
public static partial class SpecDocument
{
    private static readonly SectionedDocument Document = new(
        new("Request", "what was asked for"),
        new("Options", "two or more ways to do it, with what speaks for and against each; where there is no choice, say so and why"),
        new("Decision", "which option, and why"),
        new("Steps", "what is done, in order, one list item each"),
        new("Files", "which files are added, changed or deleted"),
        new("Validation", "how one sees that it works: commands and what they must show"),
        new("Risks", "what can go wrong, and what is lost then"),
        new("Rollback", "how it is taken back"),
        new("Acceptance", "what must hold for the request to be done"));

    /// <summary>The document for a person to fill in, with the request quoted. As it stands it does not pass <see cref="Check"/>.</summary>
    public static string Template(Request request, string runId) => Document.Template(request, runId);

    /// <summary>Everything wrong with a spec, and how many steps it has. Never throws.</summary>
    /// <param name="text">The document.</param>
    /// <param name="file">Its path, for problems.</param>
    public static DocumentCheck Check(string text, string file)
    {
        var (sections, problems) = Document.Check(text, file);
        if (sections.GetValueOrDefault("Options") is { IsEmpty: false, Choices: < 2 } options && !options.Lines.Any(line => NoChoice().IsMatch(line.Visible)))
        {
            problems.Add(SectionedDocument.At(DocumentProblems.OneOption, file, options.Line, "the section Options names one option only",
                "Name another and weigh them, or write that there is only one option, and why."));
        }
        var steps = sections.GetValueOrDefault("Steps") is { IsEmpty: false } found ? found.Items : 0;
        return new DocumentCheck([.. problems.OrderBy(problem => problem.Source!.Line)], steps);
    }

    /// <summary>What a spec lets people choose between, and why nobody could; no options and no problem where it says that there is no choice, or is incomplete.</summary>
    /// <param name="text">The document.</param>
    /// <param name="file">Its path, for problems.</param>
    public static (SpecChoice Choice, Problem? Problem) Choice(string text, string file)
    {
        var (sections, problems) = Document.Check(text, file);
        if (problems.Count > 0 || sections.GetValueOrDefault("Options") is not { } options || sections.GetValueOrDefault("Decision") is not { } decision) return (SpecChoice.None, null);
        return options.Choices < 2 ? (SpecChoice.None, null) : SpecChoice.Of(options, decision, file);
    }

    [GeneratedRegex(@"\b(?:only|no (?:real |other |further )?(?:choice|alternatives?|options?|way)|single|sole|nothing else|without alternative)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoChoice();
}
