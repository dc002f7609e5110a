using System.Text.RegularExpressions;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests.Architecture;

/// <summary>When a file or method outgrows these, a concept is hiding in it: name it.</summary>
public sealed partial class SizeTests
{
    private static readonly IReadOnlyList<string> Files = SourceTree.CSharp("src");

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        Files.Where(file => SourceTree.Lines(file).Length > 400).ShouldBeEmpty();

    [Fact]
    public void Most_files_are_short()
    {
        var sizes = Files.Select(file => SourceTree.Lines(file).Length).Order().ToList();
        sizes[sizes.Count / 2].ShouldBeLessThanOrEqualTo(80);
        sizes[sizes.Count * 9 / 10].ShouldBeLessThan(200);
    }

    [Fact]
    public void No_method_is_longer_than_60_lines() =>
        Files.SelectMany(Methods).Where(method => method.Lines > 60).Select(method => $"{method.File}:{method.Line} {method.Lines}").ShouldBeEmpty();

    [Fact]
    public void Most_methods_are_short()
    {
        var sizes = Files.SelectMany(Methods).Select(method => method.Lines).Order().ToList();
        sizes.Count.ShouldBeGreaterThan(500);
        sizes[sizes.Count * 9 / 10].ShouldBeLessThanOrEqualTo(30);
    }

    /// <summary>Methods with a block, found by the indentation that the formatter keeps.</summary>
    private static IEnumerable<(string File, int Line, int Lines)> Methods(string file)
    {
        var lines = SourceTree.Lines(file);
        for (var i = 1; i < lines.Length; i++)
        {
            if (Open().Match(lines[i]) is not { Success: true } open || !Head().IsMatch(lines[i - 1]) || Type().IsMatch(lines[i - 1])) continue;
            var end = Array.FindIndex(lines, i, line => line == open.Groups[1].Value + "}");
            if (end > 0) yield return (file, i, end - i + 2);
        }
    }

    [GeneratedRegex(@"\b(class|struct|record|interface|enum)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Type();

    [GeneratedRegex(@"^( {4}| {8})\{$", RegexOptions.CultureInvariant)]
    private static partial Regex Open();

    [GeneratedRegex(@"^\s+.*(\)|where [A-Za-z]+ : .+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Head();
}
