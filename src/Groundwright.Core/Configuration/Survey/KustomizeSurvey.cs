using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Survey;

/// <summary>Finds Kustomize folders that nothing else builds on.</summary>
internal static class KustomizeSurvey
{
    private static readonly string[] Names = ["kustomization.yaml", "kustomization.yml", "Kustomization"];
    private static readonly string[] Lists = ["resources", "bases", "components"];

    public static IReadOnlyList<string> Overlays(RepositoryFiles files)
    {
        var found = files.Paths.Where(path => Names.Contains(RepositoryFiles.FileName(path))).ToList();
        var used = found.SelectMany(path => Uses(RepositoryFiles.Folder(path), files.Read(path))).ToHashSet(StringComparer.Ordinal);
        return [.. found.Select(RepositoryFiles.Folder).Distinct().Where(folder => !used.Contains(folder))];
    }

    private static IEnumerable<string> Uses(string folder, string text)
    {
        var unheard = new ProblemList("");
        if (YamlText.Check(text, unheard) is null || YamlReader.Read(text, unheard) is not YamlMapping root) return [];
        return Lists.SelectMany(list => (root[list] as YamlList)?.Items ?? []).OfType<YamlScalar>()
            .Select(item => RepositoryFiles.Resolve(folder, item.Text)).OfType<string>();
    }
}
