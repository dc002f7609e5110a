using System.Text;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Agents;

/// <summary>
/// The prompts: Markdown templates of ours, each of which a project may replace by <c>.groundwright/prompts/&lt;name&gt;.md</c>. Templates know variables,
/// <c>{{#if}}</c>, <c>{{#unless}}</c> and <c>{{#each}}</c>; what other people wrote is always set apart as data, also in a template of the project.
/// </summary>
/// <param name="readFile">Reads a file of the default branch's commit, never of a run's tree; null when it is not there.</param>
/// <param name="clean">Removes invisible and control characters from a text of others.</param>
/// <param name="marker">Makes a marker; null: 12 random bytes as hex. Asked again when it occurs in a text.</param>
public sealed class PromptBook(Func<string, CancellationToken, Task<string?>> readFile, Func<string, string> clean, Func<string>? marker = null)
{
    public const string Plan = "plan";
    public const string Choose = "choose";
    public const string Classify = "classify";
    public const string Build = "build";
    public const string Fix = "fix";
    public const string Review = "review";
    public const string Patch = "patch";
    public const string Document = "document";

    /// <summary>The rules of the house, part of every prompt as <c>{{rules}}</c>.</summary>
    public const string Rules = "rules";

    /// <summary>Folder of a project's own templates.</summary>
    public const string Folder = ".groundwright/prompts";

    private const int MostCharacters = 256 * 1024;

    /// <summary>Every name a template can have.</summary>
    public static IReadOnlyList<string> Names { get; } = [Plan, Choose, Classify, Build, Fix, Review, Patch, Document, Rules];

    /// <summary>Makes a prompt.</summary>
    /// <param name="name">One of the constants, except <see cref="Rules"/>.</param>
    /// <param name="model">Has what this prompt needs, see there.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="GroundwrightException">A template of the project is wrong (GW1516): every mistake at once, with file, line and column.</exception>
    public async Task<string> Render(string name, PromptModel model, CancellationToken cancellationToken)
    {
        var fence = DataFence.For(PromptVariables.Data(model).Select(data => data.Text), clean, marker ?? DataFence.RandomMarker);
        var variables = PromptVariables.Of(name, model, fence);
        var rules = await Load(Rules, cancellationToken);
        var template = await Load(name, cancellationToken);
        var problems = rules.Check().Concat(template.Check()).ToList();
        if (problems.Count > 0) throw new GroundwrightException(problems);
        variables["rules"] = rules.Render(variables).TrimEnd();
        return template.Render(variables);
    }

    /// <summary>The problems of all templates of the project, without rendering anything.</summary>
    public async Task<IReadOnlyList<Problem>> Check(CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        foreach (var name in Names) problems.AddRange((await Load(name, cancellationToken)).Check());
        return problems;
    }

    private async Task<PromptTemplate> Load(string name, CancellationToken cancellationToken)
    {
        var path = $"{Folder}/{name}.md";
        var own = await readFile(path, cancellationToken);
        if (own is { Length: > MostCharacters })
            throw new GroundwrightException(PromptTemplate.Wrong(path, 1, 1, $"the template has more than {MostCharacters / 1024} KiB"));
        return own is null ? new PromptTemplate(name + ".md", BuiltIn(name)) : new PromptTemplate(path, own);
    }

    /// <summary>Text of our own template, for a project to start from.</summary>
    public static string BuiltIn(string name)
    {
        using var stream = typeof(PromptBook).Assembly.GetManifestResourceStream($"prompts/{name}.md")
            ?? throw new ArgumentException($"there is no prompt `{name}`", nameof(name));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
