using Groundwright.Core.Configuration.Shapes;

namespace Groundwright.Core.Configuration.Survey;

/// <summary>Makes names of targets from folders: short, and each once.</summary>
internal static class TargetNames
{
    public static IReadOnlyDictionary<string, string> For(IReadOnlyList<string> folders)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            var name = Candidates(folder, folders).First(candidate => Patterns.Name().IsMatch(candidate) && taken.Add(candidate));
            names[folder] = name;
        }
        return names;
    }

    // `infra/app` is `app`; `app/dev` is `app-dev`; two `app` get their parents' names before theirs.
    private static IEnumerable<string> Candidates(string folder, IReadOnlyList<string> folders)
    {
        var parts = folder == "." ? ["main"] : folder.Split('/').Select(Plain).Where(part => part.Length > 0).ToArray();
        var least = parts.Length > 1 && EnvironmentWords.Contains(parts[^1]) ? 2 : 1;
        for (var count = least; count <= parts.Length; count++)
        {
            var name = string.Join('-', parts.TakeLast(count));
            var isShared = count < parts.Length && folders.Any(other => other != folder && ("/" + other).EndsWith("/" + string.Join('/', folder.Split('/').TakeLast(count)), StringComparison.Ordinal));
            if (!isShared) yield return name;
        }
        for (var number = 2; ; number++) yield return $"{(parts.Length == 0 ? "target" : parts[^1][..Math.Min(parts[^1].Length, 40)])}-{number}";
    }

    private static string Plain(string part) => Patterns.NotInNames().Replace(part.ToLowerInvariant(), "-").Trim('-');
}
