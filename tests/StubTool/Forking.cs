using System.Diagnostics;

namespace StubTool;

internal static class Forking
{
    public static int Child(string seconds)
    {
        using var child = Process.Start("sleep", [seconds]);
        Console.WriteLine(child.Id);
        child.WaitForExit();
        return 0;
    }

    public static int Escape(string seconds)
    {
        Console.WriteLine(Shell($"setsid env -i sleep {seconds} >/dev/null 2>&1 </dev/null & echo $!"));
        return Waiting.Sleep(seconds);
    }

    public static int Daemon(string seconds, string streams)
    {
        Console.WriteLine(Shell($"(setsid sh -c '{streams}exec env -i sleep {seconds}' & echo $!)"));
        return 0;
    }

    /// <summary>Runs a script whose first line of output is a process id; its other streams are ours.</summary>
    private static string Shell(string script)
    {
        var idFile = Path.GetTempFileName();
        using var shell = Process.Start("sh", ["-c", script.Replace("echo $!", $"echo $! >{idFile}", StringComparison.Ordinal)]);
        shell.WaitForExit();
        var id = File.ReadAllText(idFile).Trim();
        File.Delete(idFile);
        return id;
    }
}
