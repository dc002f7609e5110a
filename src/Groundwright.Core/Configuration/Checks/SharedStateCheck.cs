using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Checks;

/// <summary>
/// Two environments never write one local state file: what was applied to the one would be taken for the other's.
/// </summary>
internal static class SharedStateCheck
{
    public static void Run(YamlNode root, ProblemList problems)
    {
        var environments = Outline.Entries(root, "environments");
        foreach (var (name, target) in Outline.Entries(root, "targets"))
        {
            if ((target as YamlMapping)?["state"] is not YamlScalar { Kind: YamlKind.Text } state || state.Text.Contains("{environment}", StringComparison.Ordinal)) continue;
            var sharing = environments.Where(environment => Deploys(environment.Value, name.Text)).Select(environment => Words.Show(environment.Key.Text)).ToList();
            if (sharing.Count < 2) continue;
            problems.Add(ConfigurationProblems.SharedState, state.Line, state.Column,
                $"the state of target {Words.Show(name.Text)} would be shared by the environments {string.Join(", ", sharing.Take(5))}",
                "Put {environment} into the path, or list the target under `targets` of one environment only.");
        }
    }

    private static bool Deploys(YamlNode environment, string target)
    {
        var named = Outline.Names(environment, "targets");
        return named.Count == 0 || named.Any(name => name.Text == target);
    }
}
