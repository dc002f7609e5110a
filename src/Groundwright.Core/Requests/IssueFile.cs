using System.Text.RegularExpressions;
using Groundwright.Core.Delivery.Documents;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Requests;

/// <summary>
/// An issue as a file: front matter (<c>title</c>, <c>labels</c>, <c>model_set</c>, <c>environment</c>; other keys are nobody's business here) and text.
/// Without a title in front matter the first <c># heading</c> is the title.
/// </summary>
public static partial class IssueFile
{
    private const int MaxTitle = 200;

    /// <summary>Reads the text of an issue file. All problems at once.</summary>
    /// <param name="text">Everything in the file.</param>
    /// <param name="file">Its name, for people and for problems.</param>
    /// <param name="number">Number of the issue; null when it has none.</param>
    /// <exception cref="GroundwrightException">GW1107 to GW1110, each with its place.</exception>
    public static Request Read(string text, string file, string? number)
    {
        var matter = FrontMatter.Read(text, file);
        var problems = new List<Problem>(matter.Problems);
        var fields = new IssueFields(matter.Values, file, problems);
        var body = InvisibleCharacters.Remove(matter.Body);
        var title = Title(fields, ref body, file, matter.Problems.Count > 0, problems);
        if (matter.Problems.Count == 0 && string.IsNullOrWhiteSpace(body))
            problems.Add(Missing(RequestProblems.NoBody, file, matter.BodyLine, $"`{file}` says nothing besides its title", "What is wanted, and how one sees that it works, stands below the title."));
        var modelSet = fields.OneOf("model_set", "base", "heavy") ?? "base";
        var environment = fields.Name("environment");
        var labels = fields.Words("labels");
        if (problems.Count > 0) throw new GroundwrightException(problems);
        return new Request
        {
            IssueNumber = number,
            Title = title,
            Body = body.Trim(),
            Labels = labels,
            ModelSet = AsksForHeavy().IsMatch(title) || AsksForHeavy().IsMatch(body) ? "heavy" : modelSet,
            Environment = environment,
            Source = file,
            // Whoever can write this file can write the repository; whoever reads it knows when that is not so.
            Trusted = true,
        };
    }

    private static string Title(IssueFields fields, ref string body, string file, bool unreadable, List<Problem> problems)
    {
        var line = 1;
        var title = fields.Text("title", out var found);
        if (found is not null) line = found.Line;
        else if (TakeHeading(ref body) is { } heading) title = heading;
        title = Whitespace().Replace(InvisibleCharacters.Remove(title ?? ""), " ").Trim();
        if (title.Length == 0 && !unreadable)
            problems.Add(Missing(RequestProblems.NoTitle, file, line, $"`{file}` has no title", "Begin it with `# What is wanted`, or write `title:` into its front matter."));
        if (title.Length > MaxTitle)
            problems.Add(Missing(RequestProblems.Value, file, line, $"the title has {title.Length} characters; at most {MaxTitle} are allowed", "The rest belongs into the text."));
        return title;
    }

    /// <summary>The first heading of level 1; taken out of the body when nothing stands before it.</summary>
    private static string? TakeHeading(ref string body)
    {
        var lines = MarkdownLines.Read(body);
        var first = lines.FirstOrDefault(line => line.Heading is { Level: 1, Text.Length: > 0 });
        if (first is null) return null;
        if (lines.Take(first.Number - 1).All(line => string.IsNullOrWhiteSpace(line.Visible)))
            body = string.Join('\n', lines.Skip(first.Number).Select(line => line.Text));
        return first.Heading!.Text;
    }

    private static Problem Missing(ProblemCode code, string file, int line, string summary, string detail) =>
        Problem.Of(code, summary, detail) with { Source = new SourceLocation(file, line, 1) };

    [GeneratedRegex(@"\bmodel_set[ \t]*[:=]?[ \t]*[""'`]?heavy\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex AsksForHeavy();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Whitespace();
}
