using System.Reflection;
using System.Text;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests.Reference;

/// <summary>Every problem code once, and all of them in the reference.</summary>
public sealed class ProblemReferenceTests
{
    [Fact]
    public void A_code_means_one_thing() =>
        Codes().GroupBy(code => code.Id).Where(group => group.Count() > 1).Select(group => string.Join(" and ", group.Select(code => $"{code.Id} {code.Title}"))).ShouldBeEmpty();

    [Fact]
    public void The_reference_lists_them_all() => SourceTree.ShouldBeUpToDate("docs/reference/problems.md", Markdown());

    private static string Markdown()
    {
        var text = new StringBuilder("# Problems\n\nGenerated from the code. Every problem says what happened, why, and what to type next; the exit code is that of a command that ends with it.\n\n| code | what happened | exit code |\n|---|---|---|\n");
        foreach (var code in Codes().OrderBy(code => code.Id, StringComparer.Ordinal)) text.Append($"| {code.Id} | {code.Title} | {(int)code.Exit} |\n");
        return text.ToString();
    }

    private static IReadOnlyList<ProblemCode> Codes() =>
    [
        .. new[] { typeof(ProblemCode).Assembly, typeof(Adapters.TargetCatalog).Assembly, typeof(Composition).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(ProblemCode))
            .Select(field => (ProblemCode)field.GetValue(null)!),
    ];
}
