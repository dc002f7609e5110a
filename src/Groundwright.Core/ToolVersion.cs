using System.Reflection;

namespace Groundwright.Core;

/// <summary>Version of this program, as recorded in runs.</summary>
public static class ToolVersion
{
    /// <summary>Such as <c>0.1.0</c>.</summary>
    public static string Current { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}
