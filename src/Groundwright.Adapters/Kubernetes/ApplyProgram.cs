namespace Groundwright.Adapters.Kubernetes;

/// <summary>How this very program is started to apply objects: see <see cref="ObjectsApply"/>.</summary>
/// <param name="Program">An executable, or <c>dotnet</c>.</param>
/// <param name="Arguments">What comes before the file of the plan, such as <c>gw.dll apply-objects</c>.</param>
public sealed record ApplyProgram(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Name of the hidden command that calls <see cref="ObjectsApply"/>.</summary>
    public const string Verb = "apply-objects";
}
