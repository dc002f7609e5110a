namespace Groundwright.Adapters.Git;

/// <summary>A ref that is to move, and where it must stand for that.</summary>
/// <param name="Name">Full name.</param>
/// <param name="From">Where it stands; null: it must not exist.</param>
/// <param name="To">Where to; the same as <paramref name="From"/>: it must only stand there.</param>
internal sealed record RefMove(string Name, string? From, string To);
