using Groundwright.Core.Problems;

namespace Groundwright.Core.Configuration;

/// <summary>What came of reading a configuration: the settings, or everything that is wrong with them in the order of the file.</summary>
/// <param name="Settings">Null when there is a problem.</param>
/// <param name="Problems">Empty when there are settings.</param>
public sealed record SettingsResult(Settings? Settings, IReadOnlyList<Problem> Problems)
{
    /// <summary>The settings.</summary>
    /// <exception cref="GroundwrightException">All problems.</exception>
    public Settings Require() => Settings ?? throw new GroundwrightException(Problems);
}
