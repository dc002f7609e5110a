using Groundwright.Core.Configuration;
using Groundwright.Core.Environments.Board;
using Groundwright.Core.Environments.Locks;

namespace Groundwright.Cli.Services;

/// <summary>What commands ask about environments. Settings are those of the default branch, or of the checkout where they are not committed yet.</summary>
internal interface IEnvironmentService
{
    /// <summary>The board of all environments.</summary>
    Task<EnvironmentBoard> Board(CancellationToken cancellationToken);

    /// <summary>Everything about one.</summary>
    Task<EnvironmentStory> Story(string name, CancellationToken cancellationToken);

    /// <summary>The settings of one.</summary>
    /// <exception cref="Core.Problems.GroundwrightException">GW2052, with what there is.</exception>
    Task<EnvironmentSettings> Require(string name, CancellationToken cancellationToken);
}

/// <summary>Everything about one environment.</summary>
/// <param name="Row">As on the board.</param>
/// <param name="Settings">Its rules.</param>
/// <param name="Holders">Who holds it now.</param>
internal sealed record EnvironmentStory(BoardRow Row, EnvironmentSettings Settings, IReadOnlyList<LockHolder> Holders);
