using Groundwright.Testing;

namespace Acceptance;

/// <summary>The first command a newcomer types.</summary>
public sealed class DemoTests
{
    [Fact]
    [Covers("A2")]
    public void It_ships_a_change_on_one_screen_and_leaves_nothing()
    {
        Needs.Terraform();
        using var folder = new TemporaryDirectory();
        var place = folder["demo"];

        var (exit, output) = Gw.Run(folder.Path, "demo", "--directory", place);

        exit.ShouldBe(0, output);
        output.ShouldContain("Shipped to dev");
        output.ShouldContain("release dev-");
        output.ShouldContain("5 added, 0 changed, 0 destroyed");
        output.ShouldContain("recording");
        output.ShouldContain("gw demo --keep");
        output.ShouldNotContain("gw runs show", Case.Sensitive, "its repository is gone");
        Directory.Exists(place).ShouldBeFalse();
    }

    [Fact]
    public void It_keeps_its_repository_when_asked_to()
    {
        Needs.Terraform();
        using var folder = new TemporaryDirectory();

        var (exit, output) = Gw.Run(folder.Path, "demo", "--keep", "--directory", folder["demo"]);

        exit.ShouldBe(0, output);
        output.ShouldContain("gw runs show");
        GitSandbox.GitIn(folder["demo"], "log", "--oneline", "main").ShouldContain("Merge feature-issue-12");
    }

    [Fact]
    public void It_never_touches_a_folder_that_holds_something()
    {
        using var folder = new TemporaryDirectory();
        folder.Write("demo/mine.txt", "mine");

        var (exit, output) = Gw.Run(folder.Path, "demo", "--directory", folder["demo"]);

        exit.ShouldBe(3, output);
        output.ShouldContain("is not empty");
        Directory.EnumerateFileSystemEntries(folder["demo"]).Count().ShouldBe(1);
    }
}
