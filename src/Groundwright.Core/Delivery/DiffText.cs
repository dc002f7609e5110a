using Groundwright.Core.Worktrees;

namespace Groundwright.Core.Delivery;

/// <summary>Size of a change in words.</summary>
internal static class DiffText
{
    /// <summary>Such as <c>3 files changed, +58 −2</c>.</summary>
    public static string Long(DiffStat size) => $"{Files(size)} changed, +{size.Added} −{size.Removed}";

    /// <summary>Such as <c>+58 −2 in 3 files</c>.</summary>
    public static string Short(DiffStat size) => $"+{size.Added} −{size.Removed} in {Files(size)}";

    private static string Files(DiffStat size) => size.Files == 1 ? "1 file" : $"{size.Files} files";
}
