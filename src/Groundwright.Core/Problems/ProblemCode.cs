namespace Groundwright.Core.Problems;

/// <summary>
/// The stable identity of a problem. Codes are never reused; the reference page is generated from the static fields of this type.
/// </summary>
/// <param name="Id">Such as <c>GW1004</c>: 10xx configuration, 11xx requests, 12xx repository and worktrees, 13xx runs and journal,
/// 14xx effects, 15xx agents, 16xx phases and review, 20xx environments and targets, 30xx tools and processes, 31xx the sandbox, 40xx the command line.</param>
/// <param name="Title">What happened in general, lower case, no full stop.</param>
/// <param name="Exit">The exit code of a command that ends with this problem.</param>
public sealed record ProblemCode(string Id, string Title, ExitCode Exit = ExitCode.Failed)
{
    /// <inheritdoc/>
    public override string ToString() => Id;
}
