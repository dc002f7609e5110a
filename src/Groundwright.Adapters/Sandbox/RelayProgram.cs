namespace Groundwright.Adapters.Sandbox;

/// <summary>How this very program is started as the relay of a room, which joins its only way out to a port that the programs in it can reach.</summary>
/// <param name="Program">Absolute path.</param>
/// <param name="Arguments">What comes before the relay's own arguments.</param>
public sealed record RelayProgram(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>The hidden command.</summary>
    public const string Verb = "room-relay";

    /// <summary>What must be readable for it to run: its own folder and the runtime's.</summary>
    internal IReadOnlyList<string> Folders { get; } = [.. new[] { Path.GetDirectoryName(Program)!, AppContext.BaseDirectory.TrimEnd('/'), Runtime }.Distinct()];

    /// <summary>Root of the .NET installation, from <c>shared/Microsoft.NETCore.App/(version)</c> in it.</summary>
    internal static string Runtime => Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
}
