using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests.Reference;

/// <summary>What is handed on with the program is named with its licence, as those licences ask.</summary>
public sealed class NoticesTests
{
    private const string Mit = """
        Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal
        in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
        copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

        The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

        THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
        FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
        LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
        SOFTWARE.

        """;

    [Fact]
    public void The_notices_name_every_package_that_is_handed_on() => SourceTree.ShouldBeUpToDate("THIRD-PARTY-NOTICES.txt", Notices());

    private static string Notices()
    {
        var text = new StringBuilder("Groundwright is handed on with these packages.\n");
        var packages = Shipped().ToList();
        foreach (var package in packages) text.Append($"\n{package.Id} {package.Version}, {package.License} license\n{package.Project}\n{package.Copyright}\n");
        packages.Select(package => package.License).Distinct().Order().ShouldBe(["Apache-2.0", "MIT"], ignoreOrder: false, "the text of another licence belongs into the notices too");
        text.Append("\nArchives hold the .NET runtime as well: see DOTNET-LICENSE.txt and DOTNET-THIRD-PARTY-NOTICES.txt in them.\n\nThe Apache-2.0 license is that of Groundwright: see LICENSE. Text of the MIT license:\n\n");
        return text.Append(Mit.ReplaceLineEndings("\n")).ToString();
    }

    private static IEnumerable<Package> Shipped()
    {
        using var locked = JsonDocument.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "src", "Groundwright.Cli", "packages.lock.json")));
        foreach (var entry in locked.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject().OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (!entry.Value.TryGetProperty("resolved", out var version)) continue;
            var folder = Path.Combine(Cache, entry.Name.ToLowerInvariant(), version.GetString()!);
            // Analyzers have no library: they work while the program is built.
            if (Directory.Exists(Path.Combine(folder, "lib"))) yield return Package.Read(Directory.GetFiles(folder, "*.nuspec").Single());
        }
    }

    private static string Cache => Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private sealed record Package(string Id, string Version, string License, string Project, string Copyright)
    {
        public static Package Read(string nuspec)
        {
            var said = XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata").Elements().ToLookup(element => element.Name.LocalName, element => element.Value);
            return new Package(said["id"].Single(), said["version"].Single(), said["license"].Single(), said["projectUrl"].Single(), said["copyright"].FirstOrDefault() ?? $"Copyright {said["authors"].Single()}");
        }
    }
}
