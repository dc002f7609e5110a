using System.Text.RegularExpressions;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests.Architecture;

/// <summary>The arrows of the design: Cli, Server, Adapters, Core, in this direction only.</summary>
public sealed partial class ArrowTests
{
    private static readonly string[] Order = ["Groundwright.Core", "Groundwright.Adapters", "Groundwright.Server", "Groundwright.Cli"];

    [Fact]
    public void Projects_refer_downwards_only()
    {
        foreach (var project in Directory.GetFiles(Path.Combine(SourceTree.Root, "src"), "*.csproj", SearchOption.AllDirectories))
        {
            var own = Array.IndexOf(Order, Path.GetFileNameWithoutExtension(project));
            own.ShouldBeGreaterThanOrEqualTo(0, project);
            foreach (Match reference in Reference().Matches(File.ReadAllText(project)))
                Array.IndexOf(Order, reference.Groups[1].Value).ShouldBeInRange(0, own - 1, $"{project} refers to {reference.Groups[1].Value}");
        }
    }

    [Fact]
    public void Core_knows_no_adapter_and_no_vendor()
    {
        string[] forbidden = ["Groundwright.Adapters", "Groundwright.Cli", "Spectre", "System.CommandLine", "Npgsql", "Amazon"];
        foreach (var file in SourceTree.CSharp("src/Groundwright.Core"))
            SourceTree.Lines(file).ShouldNotContain(line => forbidden.Any(name => line.StartsWith($"using {name}", StringComparison.Ordinal)), file);
    }

    [Fact]
    public void Adapters_never_use_each_other()
    {
        foreach (var file in SourceTree.CSharp("src/Groundwright.Adapters").Where(file => file.Split('/').Length > 3))
        {
            var own = $"Groundwright.Adapters.{file.Split('/')[2]}";
            SourceTree.Lines(file).ShouldNotContain(line => line.StartsWith("using Groundwright.Adapters.", StringComparison.Ordinal) && !line.StartsWith($"using {own}", StringComparison.Ordinal), file);
        }
    }

    [Fact]
    public void Processes_are_started_in_one_folder()
    {
        foreach (var file in SourceTree.CSharp("src").Where(file => !file.StartsWith("src/Groundwright.Core/Processes/", StringComparison.Ordinal)))
            SourceTree.Lines(file).ShouldNotContain(line => line.Contains("ProcessStartInfo", StringComparison.Ordinal) || line.Contains("Process.Start", StringComparison.Ordinal), file);
    }

    [Fact]
    public void No_phase_catches_everything()
    {
        foreach (var file in SourceTree.CSharp("src/Groundwright.Core/Delivery"))
            SourceTree.Lines(file).ShouldNotContain(line => Unfiltered().IsMatch(line), file);
    }

    [GeneratedRegex("ProjectReference Include=\".*/(Groundwright\\.[A-Za-z]+)\\.csproj\"", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex(@"catch\s*(\(\s*(Operation|Task)?(Canceled)?Exception\b[^)]*\))?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Unfiltered();
}
