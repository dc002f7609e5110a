using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Sandbox;

/// <summary>The arguments that say which files there are in a room (rule U4): nothing that is not named.</summary>
/// <param name="needs">What the work needs.</param>
/// <param name="files">The room's own files.</param>
internal sealed class RoomMounts(SandboxNeeds needs, RoomFiles files)
{
    private readonly string tree = needs.Tree.TrimEnd('/');

    /// <summary>Arguments, to which the command is added.</summary>
    /// <param name="programs">Where programs are installed that are not the system's.</param>
    /// <param name="workingDirectory">Where the command starts.</param>
    internal IReadOnlyList<string> Arguments(IEnumerable<string> programs, string workingDirectory)
    {
        List<string> arguments = [.. needs.OpenNetwork ? ["--share-net"] : Array.Empty<string>(), .. SystemFolders.Arguments(needs.OpenNetwork)];
        var readable = needs.Readable.Concat(programs).Select(path => path.TrimEnd('/')).Where(IsNarrow).ToHashSet();
        foreach (var path in readable.Where(path => !readable.Any(other => other != path && IsIn(path, other))).Order(StringComparer.Ordinal)) arguments.AddRange(ReadOnly(path));
        foreach (var path in needs.Writable.Prepend(tree).Append(files.Home)) arguments.AddRange(["--bind", path, path]);
        foreach (var (source, place) in files.Mounts(needs.OpenNetwork)) arguments.AddRange(["--ro-bind", source, place]);
        // Root without capabilities still owns the switches of the kernel under /proc/sys (core_pattern runs programs outside), and bubblewrap leaves them writable.
        return [.. arguments, "--remount-ro", "/proc", "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", workingDirectory, "--"];
    }

    /// <summary>A folder that holds the tree or the person's home would bring in everything around them.</summary>
    private bool IsNarrow(string path) =>
        path.Length > 0 && !SystemFolders.Has(path) && !IsIn(path, tree) && !IsIn(tree, path)
        && !IsIn(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path) && Path.Exists(path);

    private static bool IsIn(string path, string folder) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    // Bound, a link would become a file of its own, and what looks for its neighbours by its real place would not find them.
    private static IEnumerable<string> ReadOnly(string path) =>
        new FileInfo(path).LinkTarget is { } target ? ["--symlink", target, path] : ["--ro-bind", path, path];
}
