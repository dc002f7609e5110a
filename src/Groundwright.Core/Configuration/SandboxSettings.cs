namespace Groundwright.Core.Configuration;

/// <summary><c>sandbox:</c></summary>
public sealed record SandboxSettings
{
    /// <summary>When there must be one. Default <see cref="SandboxUse.Preferred"/>.</summary>
    public SandboxUse Use { get; init; }

    /// <summary>Absolute paths that may be read in it besides the system's own: where programs are installed.</summary>
    public IReadOnlyList<string> Readable { get; init; } = [];

    /// <summary>Hosts that an agent may read from.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];
}

/// <summary>When there must be a sandbox. A request that is not trusted always needs one.</summary>
public enum SandboxUse
{
    /// <summary>It is used where there is one.</summary>
    Preferred,

    /// <summary>Nothing is worked on without one.</summary>
    Required,

    /// <summary>It is not used.</summary>
    Never,
}
