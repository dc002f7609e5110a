using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Checks;

/// <summary>Where the file says who is in which group, approvals name only those: nobody could ever give another.</summary>
internal static class GroupsCheck
{
    public static void Run(YamlNode root, ProblemList problems)
    {
        if ((root as YamlMapping)?["groups"] is not YamlMapping groups) return;
        var names = groups.Entries.Select(entry => entry.Key.Text).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, environment) in Outline.Entries(root, "environments"))
            foreach (var group in Named((environment as YamlMapping)?["approvals"] as YamlMapping).Where(group => !names.Contains(group.Text)))
                References.Report(problems, group, names, $"environment {Words.Show(name.Text)} wants approvers of {Words.Show(group.Text)}, which is not a group");
    }

    private static IEnumerable<YamlScalar> Named(YamlMapping? approvals)
    {
        var kinds = (approvals?["allOf"] as YamlList)?.Items.OfType<YamlMapping>() ?? [];
        return kinds.Select(kind => kind["groups"]).Prepend(approvals?["groups"]).OfType<YamlList>().SelectMany(list => list.Items).OfType<YamlScalar>().Where(group => group.Kind == YamlKind.Text);
    }
}
