using System.Text;
using System.Text.RegularExpressions;
using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Survey;

/// <summary>Writes the first <c>groundwright.yaml</c> of a repository, with the reasons as comments.</summary>
public static partial class InitFile
{
    /// <summary>The text of the file. <see cref="SettingsReader"/> accepts it.</summary>
    public static string Write(RepositorySurvey survey)
    {
        var text = new StringBuilder();
        text.Append("# What can be deployed from this repository, where to, and who does the work.\n")
            .Append("# Written by `gw init` from what it found; yours to change. `gw config check` checks it.\n")
            .Append("version: 1\n\nagent:\n");
        foreach (var tool in survey.CodingTools.Where(tool => tool != survey.Agent))
            text.Append($"  # {tool} is installed{(AgentNames.Plain.Contains(tool) ? $" too: use: {tool}" : $": use: {tool}, with a model under models:")}\n");
        text.Append($"  use: {survey.Agent}\n");
        Targets(text, survey);
        Environments(text, survey);
        text.Append("\n# ship:\n#   soloOperator: true   # you work alone and approve your own changes\n#   zeroTouch: true      # `gw zte` may ship without a person\n");
        return text.ToString();
    }

    private static void Targets(StringBuilder text, RepositorySurvey survey)
    {
        text.Append(survey.Roots.Count == 0 ? "\ntargets: {}\n" : "\ntargets:\n");
        if (survey.Roots.Count == 0) text.Append("# targets:\n#   app: { terraform: infra/app }\n#   site: { commands: { plan: ./bin/plan, apply: ./bin/deploy } }\n");
        foreach (var root in survey.Roots) Target(text, root);
        if (survey.Overlays.Count + survey.CdkApps.Count == 0) return;
        // Nobody's cluster or account is changed because a file was found: these are switched on by hand.
        text.Append("# Found too; written above without the `#` they are deployed:\n");
        var names = TargetNames.For([.. survey.Overlays, .. survey.CdkApps]);
        foreach (var overlay in survey.Overlays) text.Append($"#   {Quote(names[overlay])}: {{ kustomize: {Quote(overlay)}, {(survey.Flux ? "flux: true" : "apply: direct")} }}\n");
        foreach (var app in survey.CdkApps) text.Append($"#   {Quote(names[app])}: {{ cdk: {Quote(app)} }}\n");
    }

    private static void Target(StringBuilder text, TerraformRoot root)
    {
        text.Append($"  # {root.Folder} is a root: {root.Why}.\n");
        foreach (var unsure in root.Unsure) text.Append($"  # Please check: {unsure}.\n");
        text.Append($"  {Quote(root.Name)}:\n    terraform: {Quote(root.Folder)}\n");
        if (root.After.Count > 0) text.Append($"    after: [{string.Join(", ", root.After.Select(Quote))}]   # it reads their outputs\n");
        if (root.Workspaces) text.Append("    workspace: \"{environment}\"\n");
        if (root.BackendIncomplete) text.Append("    # backend: { key: \"{repository}/{environment}\" }\n");
        if (root.VarFiles.Count > 0) text.Append($"    varFiles: [{string.Join(", ", root.VarFiles.Select(Quote))}]\n");
        if (root.Egress is { Count: > 0 }) text.Append($"    egress: [{string.Join(", ", root.Egress.Select(Quote))}]   # nothing else is reached while it is planned\n");
        if (root.State is not null) text.Append($"    state: {Quote(root.State)}   # the state that exists already\n");
    }

    private static void Environments(StringBuilder text, RepositorySurvey survey)
    {
        text.Append("\n# `ship` deploys the first one.\nenvironments:\n");
        var bound = survey.Roots.Any(root => root.Environment is not null);
        string? before = null;
        foreach (var environment in survey.Environments)
        {
            var keys = new List<string>();
            if (before is not null) keys.Add($"after: {Quote(before)}");
            var targets = survey.Roots.Where(root => survey.EnvironmentsOf(root).Contains(environment)).Select(root => Quote(root.Name)).ToList();
            if (bound) keys.Add($"targets: [{string.Join(", ", targets)}]");
            if (EnvironmentWords.IsProduction(environment)) keys.Add("approvals: { count: 1 }");
            text.Append($"  {Quote(environment)}: {(keys.Count == 0 ? "{}" : $"{{ {string.Join(", ", keys)} }}")}\n");
            if (before is null)
                foreach (var script in survey.TestScripts) text.Append($"    # tests: [{Quote("./" + script)}]   # would run after each deploy\n");
            before = environment;
        }
    }

    private static string Quote(string text) => Plain().IsMatch(text) && YamlTypes.OfPlain(text) == YamlKind.Text
        ? text
        : "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    [GeneratedRegex(@"^[A-Za-z0-9_./][A-Za-z0-9_./-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
