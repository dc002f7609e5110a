using Groundwright.Core.Configuration.Shapes;
using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Checks;

/// <summary>Every name refers to something, and nothing waits for itself.</summary>
internal static class ReferenceCheck
{
    public static void Run(YamlNode root, ProblemList problems)
    {
        var targets = Outline.Entries(root, "targets");
        var environments = Outline.Entries(root, "environments");
        CheckOrder("target", targets, problems);
        CheckOrder("environment", environments, problems);
        CheckWorkflows(root, Names(environments), problems);
        var names = Names(targets);
        foreach (var (name, environment) in environments)
            foreach (var target in Outline.Names(environment, "targets"))
                if (!names.Contains(target.Text))
                    References.Report(problems, target, names, $"environment {Words.Show(name.Text)} deploys {Words.Show(target.Text)}, which is not a target");
    }

    private static void CheckWorkflows(YamlNode root, HashSet<string> environments, ProblemList problems)
    {
        foreach (var (name, phases) in Outline.Entries(root, "workflows"))
            foreach (var phase in (phases as YamlList)?.Items.OfType<YamlScalar>().Where(phase => phase.Text.StartsWith(PhaseShape.Deploy, StringComparison.Ordinal)) ?? [])
                if (!environments.Contains(phase.Text[PhaseShape.Deploy.Length..]))
                    References.Report(problems, phase, [.. environments.Select(environment => PhaseShape.Deploy + environment)], $"workflow {Words.Show(name.Text)} has {Words.Show(phase.Text)}, and there is no such environment");
    }

    private static void CheckOrder(string kind, IReadOnlyList<YamlEntry> entries, ProblemList problems)
    {
        var names = Names(entries);
        foreach (var (name, entry) in entries)
            foreach (var before in Outline.Names(entry, "after"))
                if (!names.Contains(before.Text))
                    References.Report(problems, before, names, $"{kind} {Words.Show(name.Text)} comes after {Words.Show(before.Text)}, which does not exist");
        var order = entries.ToDictionary(entry => entry.Key.Text, entry => Outline.Names(entry.Value, "after"), StringComparer.Ordinal);
        foreach (var cycle in Cycles.Find(order.ToDictionary(pair => pair.Key, pair => pair.Value.Select(name => name.Text).ToList(), StringComparer.Ordinal)))
        {
            var at = order[cycle[0]].First(name => name.Text == cycle[1]);
            var path = string.Join(" → ", cycle.Take(8)) + (cycle.Count > 8 ? " → …" : "");
            problems.Add(ConfigurationProblems.Cycle, at.Line, at.Column, cycle.Count == 2 ? $"{kind} `{cycle[0]}` comes after itself" : $"{kind}s wait for each other: {path}");
        }
    }

    private static HashSet<string> Names(IReadOnlyList<YamlEntry> entries) => [.. entries.Select(entry => entry.Key.Text)];
}
