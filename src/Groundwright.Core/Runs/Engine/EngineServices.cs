using Groundwright.Core.Runs.Effects;
using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Runs.Engine;

/// <summary>What the engine needs of the outside.</summary>
/// <param name="Repository">For worktrees and snapshots.</param>
/// <param name="Launcher">Starts effect hosts.</param>
/// <param name="Aliases">Renamed steps.</param>
/// <param name="Mask">Takes secrets out of what is logged and shown.</param>
public sealed record EngineServices(IRepository Repository, IEffectLauncher Launcher, StepAliases Aliases, Func<string, string> Mask);
