using System.Text.Json;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>A machine image goes with a version: named, the newest that was built, promoted, rolled back, and shipped with the change it was tested with.</summary>
public sealed class ImageTests
{
    private const string First = "ami-00000000000000001";
    private const string Second = "ami-00000000000000002";

    private const string Settings = """
        version: 1
        agent: { use: manual }
        targets:
          app:
            commands: { plan: "./bin/plan {image}", apply: "./bin/apply {image}", outputs: "./bin/outputs {image}" }
          pages: { commands: { plan: "true", apply: "true" } }
        environments:
          dev: {}
          staging: { after: dev }

        """;

    [Fact]
    [Covers("A10", "D5", "X7")]
    public void An_image_is_named_or_the_newest_is_promoted_and_comes_back_with_a_rollback()
    {
        using var shop = Shop();
        var told = new Told(shop.Root);

        Refused(told, 3, "GW2005", "deploy", "dev", "--yes").ShouldContain("gw deploy dev --image ami-...");
        Refused(told, 3, "GW2006", "deploy", "dev", "--ami-id", "ami-xxxxx").ShouldContain("latest");
        Refused(told, 3, "GW2007", "deploy", "dev", "--image", First, "--target", "pages").ShouldContain($"app in dev would not get {First}");
        Built(shop.Root, "ipe-old", First, 100, success: true);
        Built(shop.Root, "ipe-new", Second, 200, success: false);

        told.Ok("deploy", "dev", "--image", "latest", "--plan-only").ShouldContain(First);
        Running(shop.Root, "dev").ShouldBeNull();
        told.Ok("deploy", "dev", "--image", "latest", "--yes");
        Running(shop.Root, "dev").ShouldBe(First);
        told.Ok("deploy", "dev", "--ami-id=" + Second, "--yes");
        Running(shop.Root, "dev").ShouldBe(Second);
        told.Ok("releases", "show", "dev", "--json").ShouldContain($"\"image\":\"{Second}\"");

        // Another image than the one that was good in dev has skipped dev.
        Refused(told, 1, "GW2064", "deploy", "staging", "--image", "ami-00000003", "--yes").ShouldContain("--image ami-00000003");
        told.Ok("promote", "staging", "--yes");
        Running(shop.Root, "staging").ShouldBe(Second);

        told.Ok("rollback", "dev", "--yes");
        Running(shop.Root, "dev").ShouldBe(First, "the commit is the same, the image is not");
    }

    [Fact]
    [Covers("A10", "A8")]
    public void A_change_ships_with_the_image_it_was_tested_with()
    {
        using var pages = PagesRepository.Create((root, _) =>
        {
            var settings = Path.Combine(root, "groundwright.yaml");
            File.WriteAllText(settings, File.ReadAllText(settings).Replace("apply: ./bin/apply", "apply: \"./bin/apply {image}\"", StringComparison.Ordinal));
            var apply = Path.Combine(root, "bin", "apply");
            File.WriteAllText(apply, File.ReadAllText(apply).Replace("set -eu\n", "set -eu\necho \"$1\" > \"$GROUNDWRIGHT_REPOSITORY/.image\"\n", StringComparison.Ordinal));
        });
        var told = new Told(pages.Root);
        Built(pages.Root, "ipe-old", First, 100, success: true);

        told.Ok("sdlc", "3");
        // Nobody looked at the change with what was built since.
        Built(pages.Root, "ipe-new", Second, 200, success: true);
        told.Ok("approve", told.LastRunId(), "--yes");

        File.ReadAllText(Path.Combine(pages.Root, ".image")).Trim().ShouldBe(First);
        told.Ok("releases", "show", "dev", "--json").ShouldContain($"\"image\":\"{First}\"");
    }

    private static GitSandbox Shop()
    {
        Needs.Tool("bash", "install bash");
        var shop = GitSandbox.Create(withRemote: false, ("groundwright.yaml", Settings.ReplaceLineEndings("\n")));
        Script("plan", "if [ \"$(cat \"$site\" 2>/dev/null)\" != \"$1\" ]; then echo \"~ app on $1\"; fi");
        Script("apply", "mkdir -p \"$(dirname \"$site\")\"\necho \"$1\" > \"$site\"");
        Script("outputs", "echo \"{ \\\"image\\\": \\\"$1\\\" }\"");
        shop.Commit("Scripts");
        return shop;

        void Script(string name, string lines)
        {
            shop.Write($"bin/{name}", $"#!/usr/bin/env bash\nset -eu\nsite=\"$GROUNDWRIGHT_REPOSITORY/.site/$GROUNDWRIGHT_ENVIRONMENT\"\n{lines}\n");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(shop.Root, "bin", name), (UnixFileMode)0b111_101_101);
        }
    }

    private static string? Running(string root, string environment) => Path.Combine(root, ".site", environment) is var file && File.Exists(file) ? File.ReadAllText(file).Trim() : null;

    private static void Built(string root, string run, string id, double at, bool success)
    {
        var file = Path.Combine(root, "agents", run, "ami_build_result.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, JsonSerializer.Serialize(new { ami_id = id, ami_name = "shop", ami_version = "v1", run_id = "1", run_url = "https://example.org/1", environment = "dev", duration_seconds = 1.5, timestamp = at, success }));
    }

    private static string Refused(Told told, int exit, string code, params string[] arguments)
    {
        var (ended, output) = told.Gw(arguments);
        ended.ShouldBe(exit, output);
        output.ShouldContain(code);
        return Told.Words(output);
    }
}
