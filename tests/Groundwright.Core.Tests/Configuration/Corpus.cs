using System.Text.RegularExpressions;

namespace Groundwright.Core.Tests.Configuration;

/// <summary>The files in the folder Corpus.</summary>
internal static partial class Corpus
{
    public static string RepositoryRoot { get; } = FindRoot();

    private static string Folder => Path.Combine(RepositoryRoot, "tests", "Groundwright.Core.Tests", "Configuration", "Corpus");

    public static IReadOnlyList<CorpusCase> Valid() =>
        [.. Directory.GetFiles(Path.Combine(Folder, "valid"), "*.yaml").Order().Select(file => new CorpusCase(Path.GetFileName(file), "", "", File.ReadAllText(file)))];

    public static IReadOnlyList<CorpusCase> Invalid() => Cases("invalid.cases");

    public static IReadOnlyList<CorpusCase> Meaning() => Cases("meaning.cases");

    private static List<CorpusCase> Cases(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file)).ReplaceLineEndings("\n");
        var heads = Head().Matches(text);
        heads.Count.ShouldBeGreaterThan(5);
        return [.. heads.Select((head, i) => new CorpusCase(head.Groups[1].Value, head.Groups[2].Value, head.Groups[3].Value,
            text[(head.Index + head.Length)..(i + 1 < heads.Count ? heads[i + 1].Index : text.Length)]))];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Groundwright.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex("^=== (.+): (GW\\d{4}) (\\d+:\\d+)\n", RegexOptions.Multiline)]
    private static partial Regex Head();
}

/// <summary>One file of the corpus.</summary>
internal sealed record CorpusCase(string Name, string Code, string Place, string Text);
