namespace Groundwright.Core.Configuration.Sections;

/// <summary>The phases there are.</summary>
internal static class Phases
{
    public static IReadOnlyList<string> All { get; } = ["plan", "build", "image", "test", "review", "document", "ship", "patch", "deploy"];

    /// <summary>Names of commands and of workflows that exist: own workflows cannot have them.</summary>
    public static IReadOnlyList<string> Taken { get; } = [.. All, "sdlc", "zte", "destroy"];
}
