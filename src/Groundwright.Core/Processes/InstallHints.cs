using Groundwright.Core.Problems;

namespace Groundwright.Core.Processes;

/// <summary>How to get the tools that Groundwright calls.</summary>
public static class InstallHints
{
    private static readonly Dictionary<string, string> Pages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["git"] = "https://git-scm.com/downloads",
        ["terraform"] = "https://developer.hashicorp.com/terraform/install",
        ["tofu"] = "https://opentofu.org/docs/intro/install/",
        ["claude"] = "https://docs.claude.com/en/docs/claude-code/setup",
        ["codex"] = "https://github.com/openai/codex",
        ["opencode"] = "https://opencode.ai/docs/",
        ["conftest"] = "https://www.conftest.dev/install/",
        ["checkov"] = "https://www.checkov.io/2.Basics/Installing%20Checkov.html",
        ["tflint"] = "https://github.com/terraform-linters/tflint",
        ["kubectl"] = "https://kubernetes.io/docs/tasks/tools/",
        ["docker"] = "https://docs.docker.com/get-started/get-docker/",
        ["gh"] = "https://cli.github.com",
    };

    /// <summary>What to do about a missing program, most useful first.</summary>
    public static IReadOnlyList<Remedy> For(string program) =>
        Pages.TryGetValue(program, out var page)
            ? [new Remedy($"open {page}", $"install {program}"), new Remedy("gw doctor", "which tools were found")]
            : [new Remedy("gw doctor", "which tools were found"), new Remedy("echo $PATH", $"where {program} was looked for")];
}
