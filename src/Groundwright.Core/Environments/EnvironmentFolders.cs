namespace Groundwright.Core.Environments;

/// <summary>Where an environment's records lie.</summary>
internal static class EnvironmentFolders
{
    public static string Of(string gitDirectory, string environment) => Path.Combine(gitDirectory, "groundwright", "environments", environment);
}
