using Groundwright.Core.Requests;

namespace Groundwright.Core.Delivery.Documents;

/// <summary>
/// The spec of a patch: Request, Change, Files, Validation, Rollback. Shorter than <see cref="SpecDocument"/>, since a patch chooses nothing; but whoever is
/// woken at night by a patch wants to read how it is taken back.
/// </summary>
public static class PatchDocument
{
    private static readonly SectionedDocument Document = new(
        new("Request", "what is to be patched"),
        new("Change", "what is changed, one list item each"),
        new("Files", "which files are changed"),
        new("Validation", "how one sees that it works"),
        new("Rollback", "how it is taken back"));

    /// <summary>The document for a person to fill in, with the request quoted.</summary>
    public static string Template(Request request, string runId) => Document.Template(request, runId);

    /// <summary>Everything wrong with it, and how many changes it lists. Never throws.</summary>
    public static DocumentCheck Check(string text, string file)
    {
        var (sections, problems) = Document.Check(text, file);
        return new DocumentCheck([.. problems.OrderBy(problem => problem.Source!.Line)], sections.GetValueOrDefault("Change") is { IsEmpty: false } change ? change.Items : 0);
    }
}
