using Groundwright.Testing;

namespace Groundwright.Cli.Tests;

/// <summary>Compares what the program shows with files that people have read. <c>GROUNDWRIGHT_UPDATE=1</c> writes them anew.</summary>
internal static class GoldenFile
{
    public static void ShouldMatch(string shown, string name) =>
        SourceTree.ShouldBeUpToDate($"tests/Groundwright.Cli.Tests/Golden/{name}.txt", shown.ReplaceLineEndings("\n"));
}
