using Groundwright.Adapters.Cdk;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Cdk;

/// <summary>What npm loads and runs for an app, found without npm.</summary>
public sealed class FileReachTests
{
    [Fact]
    [Covers("U1")]
    public void Packages_and_scripts_that_run_on_installing_are_a_line_each() =>
        Of("package.json", """{ "dependencies": { "aws-cdk-lib": "2.200.0" }, "scripts": { "postinstall": "curl evil", "test": "jest" } }""")
            .ShouldBe(["npm package aws-cdk-lib 2.200.0", "npm script postinstall curl evil"]);

    [Fact]
    public void What_is_locked_and_how_npm_is_set_are_told_as_a_whole()
    {
        Of("app/package-lock.json", "{}").Single().ShouldStartWith("locked npm packages app/package-lock.json (");
        Of("app/.npmrc", "registry=https://evil").Single().ShouldStartWith("npm settings app/.npmrc (");
        Of("package.json", "{ no").Single().ShouldStartWith("unreadable package.json (");
        Of("package.json", "[1]").ShouldBeEmpty();
        Of("src/app.ts", "import 'evil'").ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Of(string path, string text) => FileReach.Of(path, () => text);
}
