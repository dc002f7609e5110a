namespace Groundwright.Core.Configuration.Survey;

/// <summary>What a line of the explanation is about.</summary>
public enum SurveyNoteKind
{
    /// <summary>What is there.</summary>
    Found,

    /// <summary>What was written into the file, and why.</summary>
    Written,

    /// <summary>What a person should look at.</summary>
    Unsure,
}

/// <summary>One line of the explanation.</summary>
public sealed record SurveyNote(SurveyNoteKind Kind, string Text);

/// <summary>Puts a survey into words.</summary>
internal static class SurveyNotes
{
    public static IReadOnlyList<SurveyNote> Of(RepositorySurvey survey) => [.. Found(survey), .. Written(survey), .. Unsure(survey)];

    private static IEnumerable<SurveyNote> Found(RepositorySurvey survey)
    {
        foreach (var root in survey.Roots) yield return new(SurveyNoteKind.Found, $"Terraform root {root.Folder}: {root.Why}");
        foreach (var module in survey.Modules) yield return new(SurveyNoteKind.Found, $"Terraform module {module.Folder}, no target: {module.Why}");
        foreach (var overlay in survey.Overlays) yield return new(SurveyNoteKind.Found, $"Kustomize overlay {overlay}");
        foreach (var app in survey.CdkApps) yield return new(SurveyNoteKind.Found, $"CDK app {app}");
        if (survey.Workflows.Count > 0) yield return new(SurveyNoteKind.Found, $"GitHub workflows, left as they are: {string.Join(", ", survey.Workflows.Select(RepositoryFiles.FileName))}");
        foreach (var script in survey.TestScripts) yield return new(SurveyNoteKind.Found, $"test script {script}");
        foreach (var tool in survey.CodingTools) yield return new(SurveyNoteKind.Found, $"coding CLI {tool}");
    }

    private static IEnumerable<SurveyNote> Written(RepositorySurvey survey)
    {
        yield return new(SurveyNoteKind.Written, survey.Agent == AgentNames.Manual
            ? "agent manual: a person edits the worktree, Groundwright does everything else"
            : $"agent {survey.Agent}: it is installed");
        foreach (var root in survey.Roots)
        {
            yield return new(SurveyNoteKind.Written, $"target {root.Name} for {root.Folder}");
            if (root.After.Count > 0) yield return new(SurveyNoteKind.Written, $"{root.Name} after {string.Join(", ", root.After)}: it reads their outputs");
            if (root.Egress is { Count: > 0 }) yield return new(SurveyNoteKind.Written, $"{root.Name} reaches {string.Join(", ", root.Egress)} and nothing else while it is planned: the hosts of its providers and its state");
            if (root.State is not null) yield return new(SurveyNoteKind.Written, $"{root.Name} goes on with the state in {root.State}");
        }
        yield return new(SurveyNoteKind.Written, survey.EnvironmentsFrom is null
            ? "environment dev: nothing in the repository names one"
            : $"environments {string.Join(", ", survey.Environments)}, each after the one before it: from {survey.EnvironmentsFrom}");
        foreach (var environment in survey.Environments.Where(EnvironmentWords.IsProduction))
            yield return new(SurveyNoteKind.Written, $"{environment} needs an approval");
    }

    private static IEnumerable<SurveyNote> Unsure(RepositorySurvey survey)
    {
        foreach (var root in survey.Roots)
            foreach (var unsure in root.Unsure) yield return new(SurveyNoteKind.Unsure, $"{root.Name}: {unsure}");
        if (survey.Overlays.Count + survey.CdkApps.Count > 0)
            yield return new(SurveyNoteKind.Unsure, "Kustomize overlays and CDK apps are in the file as comments: take the `#` away to deploy them");
        if (survey.TestScripts.Count > 0) yield return new(SurveyNoteKind.Unsure, "test scripts are in the file as comments: they would run after each deploy");
        if (survey.Roots.Count == 0) yield return new(SurveyNoteKind.Unsure, "nothing was found that can be deployed; the file shows how to write a target");
        if (survey.CodingTools.Contains(AgentNames.OpenCode)) yield return new(SurveyNoteKind.Unsure, "opencode is installed: as `agent: use: opencode` it works with any model, which you name under `models:`");
        foreach (var remark in survey.Remarks) yield return new(SurveyNoteKind.Unsure, remark);
    }
}
