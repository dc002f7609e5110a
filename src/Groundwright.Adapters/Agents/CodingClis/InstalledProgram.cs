namespace Groundwright.Adapters.Agents.CodingClis;

/// <summary>Where a program is installed.</summary>
internal static class InstalledProgram
{
    /// <summary>What must be readable for it to run: itself, and the packages that it is one of.</summary>
    public static IReadOnlyList<string> Folders(string program)
    {
        var real = File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program;
        // A package of npm asks for its siblings: programs for this system are in a package of their own.
        var packages = real.IndexOf("/node_modules/", StringComparison.Ordinal);
        var folder = packages < 0 ? Path.GetDirectoryName(real)! : real[..(packages + "/node_modules".Length)];
        return program == real ? [folder] : [program, folder];
    }
}
