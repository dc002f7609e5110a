namespace Groundwright.Adapters.Sandbox;

/// <summary>A room's own files: its home, the few files that stand in for the machine's, and the end of its way out.</summary>
internal sealed class RoomFiles : IDisposable
{
    /// <summary>Where the way out is in the room.</summary>
    internal const string Exit = "/run/groundwright.sock";

    private readonly FreshHome home = new();
    private readonly string folder = Directory.CreateTempSubdirectory("groundwright-room-").FullName;
    private readonly bool hasExit;

    internal RoomFiles(bool hasExit)
    {
        this.hasExit = hasExit;
        var (user, group) = Owner();
        // Programs ask for their own name and home; nobody else of this machine is in the room.
        Write("passwd", $"worker:x:{user}:{group}:worker:{Home}:/bin/sh\n");
        Write("group", $"worker:x:{group}:\n");
        Write("hosts", "127.0.0.1 localhost room\n::1 localhost room\n");
    }

    internal string Home => home.Path;

    /// <summary>Where the proxy listens, outside. Short: a socket's path has at most 107 bytes.</summary>
    internal string Socket => Path.Combine(folder, "exit");

    /// <summary>Files, and where they are in the room.</summary>
    internal IEnumerable<(string Source, string Place)> Mounts(bool openNetwork)
    {
        yield return (Path.Combine(folder, "passwd"), "/etc/passwd");
        yield return (Path.Combine(folder, "group"), "/etc/group");
        if (!openNetwork) yield return (Path.Combine(folder, "hosts"), "/etc/hosts");
        if (hasExit) yield return (Socket, Exit);
    }

    public void Dispose()
    {
        home.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(folder, name), content);

    private static (string User, string Group) Owner()
    {
        var lines = File.ReadAllLines("/proc/self/status");
        string Effective(string name) => Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal))!.Split('\t', StringSplitOptions.TrimEntries)[2];
        return (Effective("Uid:"), Effective("Gid:"));
    }
}
