using Groundwright.Core.Configuration.Yaml;
using Groundwright.Core.Environments;

namespace Groundwright.Core.Configuration.Checks;

/// <summary><c>{outputs.target.name}</c> in a variable names a target that comes before: only then is the output known when it is needed.</summary>
internal static class InputsCheck
{
    public static void Run(YamlNode root, ProblemList problems)
    {
        var targets = Outline.Entries(root, "targets");
        var names = targets.Select(entry => entry.Key.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, target) in targets)
        {
            var before = Outline.Names(target, "after").Select(scalar => scalar.Text).ToHashSet(StringComparer.Ordinal);
            foreach (var value in Values(target)) Check(value, Words.Show(name.Text), before, names, problems);
        }
    }

    private static void Check(YamlScalar value, string target, HashSet<string> before, HashSet<string> names, ProblemList problems)
    {
        var inputs = TargetInputs.In(value.Text).ToList();
        if (inputs.Count < Count(value.Text))
            problems.Add(ConfigurationProblems.BadValue, value.Line, value.Column, $"{Words.Show(value.Text)} names no output", "An output of another target is written {outputs.target.name}.");
        foreach (var other in inputs.Select(input => input[..input.IndexOf('.', StringComparison.Ordinal)]).Distinct().Where(other => !before.Contains(other)))
        {
            if (names.Contains(other))
                References.Report(problems, value, other, before, $"target {target} takes outputs of {Words.Show(other)} but does not come after it");
            else
                References.Report(problems, value, other, before.Count > 0 ? before : names, $"target {target} takes outputs of {Words.Show(other)}, which is not a target");
        }
    }

    private static IEnumerable<YamlScalar> Values(YamlNode target)
    {
        var own = (target as YamlMapping)?["variables"];
        var overrides = ((target as YamlMapping)?["in"] as YamlMapping)?.Entries.Select(entry => (entry.Value as YamlMapping)?["variables"]) ?? [];
        return overrides.Prepend(own).OfType<YamlMapping>().SelectMany(variables => variables.Entries).Select(entry => entry.Value).OfType<YamlScalar>();
    }

    private static int Count(string text) => text.Split("{outputs.").Length - 1;
}
