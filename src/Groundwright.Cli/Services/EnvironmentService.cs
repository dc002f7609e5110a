using Groundwright.Core.Configuration;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Board;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Services;

/// <inheritdoc cref="IEnvironmentService"/>
internal sealed class EnvironmentService(ICommandServices services) : IEnvironmentService
{
    /// <inheritdoc/>
    public async Task<EnvironmentBoard> Board(CancellationToken cancellationToken) =>
        new(await services.Configuration.Settings(cancellationToken), await services.Ledger.Read(cancellationToken), services.Clock.GetUtcNow());

    /// <inheritdoc/>
    public async Task<EnvironmentStory> Story(string name, CancellationToken cancellationToken)
    {
        var environment = await Require(name, cancellationToken);
        return new EnvironmentStory((await Board(cancellationToken)).Row(environment), environment, await services.Locks.Holders(name, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<EnvironmentSettings> Require(string name, CancellationToken cancellationToken)
    {
        var all = (await services.Configuration.Settings(cancellationToken)).Environments;
        return all.FirstOrDefault(environment => environment.Name == name) ?? throw new GroundwrightException(Problem.Of(EnvironmentProblems.Unknown,
            $"there is no environment `{name}`{(Words.Nearest(name, all.Select(one => one.Name)) is { } near ? $", did you mean `{near}`?" : "")}",
            all.Count == 0 ? "groundwright.yaml has no `environments:`." : $"There are: {string.Join(", ", all.Select(one => one.Name))}.", new Remedy("gw env list", "shows them")));
    }
}
