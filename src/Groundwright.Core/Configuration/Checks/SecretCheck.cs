using System.Text.RegularExpressions;
using Groundwright.Core.Configuration.Yaml;

namespace Groundwright.Core.Configuration.Checks;

/// <summary>Nothing in the file looks like a secret in clear. The text itself is never repeated.</summary>
internal static partial class SecretCheck
{
    public static void Run(YamlNode root, ProblemList problems)
    {
        foreach (var scalar in Outline.Scalars(root))
            if (Looks(scalar.Text))
                problems.Add(ConfigurationProblems.LiteralSecret, scalar.Line, scalar.Column, "this looks like a secret",
                    "Secrets never stand in the repository. Name the variable that holds it (`environment`, or `env:NAME`), and replace the secret: it must count as leaked.");
    }

    /// <summary>Whether text has the form of a secret of a kind that is known.</summary>
    public static bool Looks(string text) => Known().IsMatch(text);

    [GeneratedRegex(@"\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_[A-Za-z0-9_]{40}|\bglpat-[A-Za-z0-9_-]{20}|\bxox[abeprs]-[A-Za-z0-9-]{10}|\bsk-(ant-|proj-)?[A-Za-z0-9_-]{24}|hooks\.slack\.com/services/T|-----BEGIN [A-Z ]*PRIVATE KEY",
        RegexOptions.CultureInvariant)]
    private static partial Regex Known();
}
