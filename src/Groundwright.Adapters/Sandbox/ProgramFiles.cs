namespace Groundwright.Adapters.Sandbox;

/// <summary>
/// What must be readable for a program outside of the system's folders to run: itself, what it is a link to, the <c>bin</c> folder it lies in, and the packages of Node it
/// belongs to. Of the folders of the PATH those called <c>bin</c> are there. What lies elsewhere (the rest of pyenv, of a Go tree) is named in <c>sandbox: readable:</c>.
/// </summary>
internal static class ProgramFiles
{
    private const int MostLinks = 40;

    internal static IReadOnlyList<string> Of(string program) => [.. Hops(program).Where(hop => !SystemFolders.Has(hop)).SelectMany(Around).Distinct()];

    /// <summary>Whether a folder holds programs and nothing else. Folders of shims do not: without what is behind them they only hide the system's own.</summary>
    internal static bool HoldsPrograms(string folder) => Path.GetFileName(folder.TrimEnd('/')) == "bin";

    /// <summary>The program, and each file on the way to which it leads by links.</summary>
    private static IEnumerable<string> Hops(string program)
    {
        var path = program;
        for (var hop = 0; hop < MostLinks && path is not null; hop++)
        {
            yield return path;
            path = File.ResolveLinkTarget(path, returnFinalTarget: false)?.FullName;
        }
    }

    private static IEnumerable<string> Around(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        // What lies beside a program is programs; a script in a home or a project lies beside anything.
        yield return HoldsPrograms(folder) ? folder : file;
        var packages = file.IndexOf("/node_modules/", StringComparison.Ordinal);
        if (packages >= 0) yield return file[..(packages + "/node_modules".Length)];
    }
}
