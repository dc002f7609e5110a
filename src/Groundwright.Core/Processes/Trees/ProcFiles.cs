using System.Globalization;

namespace Groundwright.Core.Processes.Trees;

/// <summary>Reads processes from Linux' <c>/proc</c>.</summary>
internal static class ProcFiles
{
    /// <summary>Every process there is.</summary>
    public static Dictionary<int, ProcessEntry> All()
    {
        var all = new Dictionary<int, ProcessEntry>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Read(id) is { } entry) all.Add(id, entry);
        }
        return all;
    }

    /// <summary>One process; null when it is gone.</summary>
    public static ProcessEntry? Read(int id)
    {
        string text;
        try
        {
            text = File.ReadAllText($"/proc/{id}/stat");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        // The name stands in parentheses and may itself hold spaces and parentheses: what counts comes after the last one (proc_pid_stat(5)).
        var name = text.LastIndexOf(')');
        if (name < 0) return null;
        var fields = text[(name + 2)..].Split(' ');
        return new(id, Number(fields[1]), Number(fields[2]), Number(fields[3]), fields[0] is "Z" or "X", long.Parse(fields[19], CultureInfo.InvariantCulture));
    }

    /// <summary>Our own children, orphans we inherited among them; null when this kernel does not list them.</summary>
    public static IReadOnlyList<int>? OwnChildren()
    {
        try
        {
            return [.. Directory.EnumerateDirectories("/proc/self/task")
                .SelectMany(task => ReadIfThere(task + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(Number)];
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static string ReadIfThere(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is DirectoryNotFoundException or IOException and not FileNotFoundException)
        {
            return ""; // A thread that ended meanwhile.
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
