namespace Groundwright.Core.Configuration;

/// <summary>Settings and where they came from, as recorded in a run.</summary>
/// <param name="Settings">The validated settings.</param>
/// <param name="Commit">Commit of the default branch they were read from; null when uncommitted or absent.</param>
/// <param name="Sha256">Hash of the file's bytes, lower-case hex; of nothing when there is no file.</param>
/// <param name="Uncommitted">Whether a file that is not committed was used on the user's word.</param>
public sealed record LoadedSettings(Settings Settings, string? Commit, string Sha256, bool Uncommitted);
