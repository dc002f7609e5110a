namespace Groundwright.Core.Processes;

/// <summary>An environment by allow-list: what is not named here does not reach the process.</summary>
/// <param name="Allowed">Names taken over from our own environment when they are set there.</param>
/// <param name="Values">Names set to these values, winning over <paramref name="Allowed"/>.</param>
public sealed record CommandEnvironment(IReadOnlyCollection<string> Allowed, IReadOnlyDictionary<string, string> Values)
{
    private static readonly string[] Basics =
        ["PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "TEMP", "TMP", "LANG", "LC_ALL", "TZ", "SystemRoot", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PATHEXT", "ComSpec"];

    /// <summary>What nearly every program needs to run at all; no credentials.</summary>
    public static CommandEnvironment Minimal { get; } = new(Basics, new Dictionary<string, string>());

    /// <summary>The same, with more names let through.</summary>
    public CommandEnvironment Allowing(params IEnumerable<string> names) => this with { Allowed = [.. Allowed, .. names] };

    /// <summary>The same, with one more value.</summary>
    public CommandEnvironment With(string name, string value) => this with { Values = new Dictionary<string, string>(Values) { [name] = value } };

    /// <summary>The variables a process gets.</summary>
    internal Dictionary<string, string> Resolve()
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var name in Allowed)
            if (Environment.GetEnvironmentVariable(name) is { } value) variables[name] = value;
        foreach (var (name, value) in Values) variables[name] = value;
        return variables;
    }
}
