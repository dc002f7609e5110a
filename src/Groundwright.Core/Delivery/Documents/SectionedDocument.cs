using System.Text;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;

namespace Groundwright.Core.Delivery.Documents;

/// <summary>A Markdown document with sections that must be there and say something.</summary>
internal sealed class SectionedDocument(params DocumentSection[] sections)
{
    private const int MaxLength = 1024 * 1024;

    /// <summary>The document for a person to fill in. Its first section quotes the request; the others hold comments.</summary>
    public string Template(Request request, string runId)
    {
        var text = new StringBuilder();
        // A title is somebody else's text: it must not open a comment that hides what follows.
        text.Append("# ").Append(request.Title.Replace("<", "&lt;", StringComparison.Ordinal)).Append("\n\n");
        foreach (var section in sections)
        {
            text.Append("## ").Append(section.Name).Append("\n\n");
            if (section == sections[0]) text.Append(Quote(request, runId));
            else text.Append("<!-- ").Append(section.Hint).Append(" -->\n\n");
        }
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>Finds the sections and says everything that is wrong with them.</summary>
    public (IReadOnlyDictionary<string, FoundSection> Sections, List<Problem> Problems) Check(string text, string file)
    {
        var found = new Dictionary<string, FoundSection>();
        if (text.Length > MaxLength) return (found, [At(DocumentProblems.TooLarge, file, 1, $"`{file}` is larger than 1 MiB", "A spec is read by people; keep data out of it.")]);
        var lines = MarkdownLines.Read(text);
        var level = Level(lines);
        var problems = new List<Problem>();
        var heads = lines.Where(line => line.Heading is { } heading && heading.Level <= level).ToList();
        for (var i = 0; i < heads.Count; i++)
        {
            if (heads[i].Heading!.Level != level || Match(heads[i].Heading!) is not { } section) continue;
            var end = i + 1 < heads.Count ? heads[i + 1].Number - 1 : lines.Count;
            var read = new FoundSection(section.Name, heads[i].Number, [.. lines.Skip(heads[i].Number).Take(end - heads[i].Number)]);
            if (!found.TryAdd(section.Name, read))
                problems.Add(At(DocumentProblems.SectionTwice, file, read.Line, $"the section {section.Name} stands there twice", $"It stands on line {found[section.Name].Line} already; keep one."));
            else if (read.IsEmpty)
                problems.Add(At(DocumentProblems.SectionEmpty, file, read.Line, $"the section {section.Name} is empty", $"What belongs there: {section.Hint}."));
        }
        foreach (var section in sections.Where(section => !found.ContainsKey(section.Name)))
            problems.Add(At(DocumentProblems.SectionMissing, file, lines.Count, $"the section {section.Name} is missing", $"Add a heading `## {section.Name}`. What belongs there: {section.Hint}."));
        return (found, problems);
    }

    public static Problem At(ProblemCode code, string file, int line, string summary, string detail) =>
        Problem.Of(code, summary, detail) with { Source = new SourceLocation(file, line, 1) };

    /// <summary>The heading level most sections are written at; documents by agents do not all begin at the same one.</summary>
    private int Level(IReadOnlyList<MarkdownLine> lines) =>
        lines.Where(line => line.Heading is not null && Match(line.Heading) is not null)
            .GroupBy(line => line.Heading!.Level)
            .OrderByDescending(group => group.Select(line => Match(line.Heading!)).Distinct().Count()).ThenBy(group => group.Key)
            .Select(group => group.Key).FirstOrDefault(2);

    private DocumentSection? Match(MarkdownHeading heading)
    {
        // "2. Options", "**Options**" and "Options:" are Options.
        var name = heading.Text.TrimStart("0123456789.)*_ ".ToCharArray()).TrimEnd('*', '_', ':', ' ');
        return sections.FirstOrDefault(section => section.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static string Quote(Request request, string runId)
    {
        var text = new StringBuilder();
        text.Append(request.IssueNumber is { } number ? $"Issue {number}" : "Request").Append(", run ").Append(runId).Append(", as it stood when the run began:\n\n");
        text.Append("> **").Append(request.Title).Append("**\n");
        foreach (var line in request.Body.Trim().Split('\n').Prepend("")) text.Append(line.Length > 0 ? "> " : ">").Append(line.TrimEnd('\r')).Append('\n');
        return text.Append('\n').ToString();
    }
}
