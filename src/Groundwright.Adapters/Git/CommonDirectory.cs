namespace Groundwright.Adapters.Git;

/// <summary>Finds the git common directory by looking at files alone: for commands that only read, where starting git would be most of the time.</summary>
public static class CommonDirectory
{
    /// <summary>The common directory of the repository around a folder; null when it cannot be told this way.</summary>
    public static string? Find(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            var git = Path.Combine(folder.FullName, ".git");
            if (Directory.Exists(git)) return git;
            if (File.Exists(git)) return OfWorktree(git);
        }
        return null;
    }

    private static string? OfWorktree(string file)
    {
        var line = File.ReadLines(file).FirstOrDefault() ?? "";
        if (!line.StartsWith("gitdir: ", StringComparison.Ordinal)) return null;
        var own = Path.GetFullPath(line["gitdir: ".Length..].Trim(), Path.GetDirectoryName(file)!);
        var common = Path.Combine(own, "commondir");
        return File.Exists(common) ? Path.GetFullPath(File.ReadAllText(common).Trim(), own) : null;
    }
}
