using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Checks;

/// <summary>What a target has of its own in an environment is for one that exists, and something its kind knows.</summary>
internal static class OverridesCheck
{
    public static void Run(YamlNode root, ProblemList problems)
    {
        var environments = Outline.Entries(root, "environments").Select(entry => entry.Key.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, target) in Outline.Entries(root, "targets"))
        {
            if ((target as YamlMapping)?["in"] is not YamlMapping overrides) continue;
            foreach (var (environment, values) in overrides.Entries)
            {
                if (!environments.Contains(environment.Text))
                    References.Report(problems, environment, environments, $"target {Words.Show(name.Text)} has settings in {Words.Show(environment.Text)}, which is not an environment");
                if (((YamlMapping)target)["terraform"] is null && values is YamlMapping given) ReportForeign(given, name.Text, problems);
            }
        }
    }

    private static void ReportForeign(YamlMapping given, string target, ProblemList problems)
    {
        foreach (var (key, _) in given.Entries.Where(entry => entry.Key.Text is "workspace" or "backend" or "variables" or "varFiles"))
            problems.Add(ConfigurationProblems.NeedsKey, key.Line, key.Column, $"`{key.Text}` has no effect in target {Words.Show(target)}, which is not Terraform");
    }
}
