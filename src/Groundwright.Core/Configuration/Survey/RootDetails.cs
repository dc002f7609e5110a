namespace Groundwright.Core.Configuration.Survey;

/// <summary>Adds to a root what depends on the environments: variable files, state files, and what is unsure about them.</summary>
internal static class RootDetails
{
    public static TerraformRoot Complete(TerraformRoot root, RepositorySurvey survey, RepositoryFiles files)
    {
        var environments = survey.EnvironmentsOf(root);
        var below = TerraformFolder.Below(files, root.Folder);
        var unsure = new List<string>(root.Unsure);
        var complete = root with
        {
            VarFiles = [.. VariableFiles(root, below, environments, unsure)],
            State = State(root, below, environments, unsure),
        };
        if (root.BackendIncomplete) unsure.Add($"its {root.Backend} backend has no values in the files; give them under `backend`");
        if (root.Workspaces) unsure.Add("it uses terraform.workspace; each environment was given the workspace of its name");
        if (root.Backend is not null && !root.Workspaces && !root.BackendIncomplete && environments.Count > 1)
            unsure.Add($"its {root.Backend} state is the same for all environments; give it a `workspace` or a `backend` key with {{environment}}, or keep one environment");
        if (root.Egress is null) unsure.Add("what its providers talk to is not known here: name the hosts under `egress`, or they have the machine's network while they plan");
        return complete with { Unsure = unsure };
    }

    private static IEnumerable<string> VariableFiles(TerraformRoot root, IReadOnlyList<string> below, IReadOnlyList<string> environments, List<string> unsure)
    {
        foreach (var folder in TerraformFolder.VariableFiles(below).GroupBy(RepositoryFiles.Folder))
        {
            var stems = folder.Select(path => RepositoryFiles.FileName(path)[..^".tfvars".Length]).ToList();
            var missing = environments.Except(stems).ToList();
            if (missing.Count == 0) yield return Join(root.Folder, Join(folder.Key, environments.Count > 1 ? "{environment}.tfvars" : environments[0] + ".tfvars"));
            else if (missing.Count < environments.Count) unsure.Add($"variable files in {Join(root.Folder, folder.Key)} were left out: none for {string.Join(", ", missing)}");
            var others = stems.Except(environments).ToList();
            if (others.Count > 0) unsure.Add($"variable files that fit no environment were left out: {string.Join(", ", others.Select(stem => stem + ".tfvars"))}");
        }
    }

    private static string? State(TerraformRoot root, IReadOnlyList<string> below, IReadOnlyList<string> environments, List<string> unsure)
    {
        if (root.Backend is not null) return null;
        if (environments.All(environment => below.Contains($"terraform.tfstate.d/{environment}/terraform.tfstate")))
            return Join(root.Folder, $"terraform.tfstate.d/{(environments.Count > 1 ? "{environment}" : environments[0])}/terraform.tfstate");
        if (!below.Contains("terraform.tfstate")) return null;
        if (environments.Count == 1) return Join(root.Folder, "terraform.tfstate");
        unsure.Add("there is one state file and several environments: which one it belongs to must be told (`state`, and `targets` of the environments)");
        return null;
    }

    private static string Join(string folder, string path) => folder == "." ? path : path == "." ? folder : $"{folder}/{path}";
}
