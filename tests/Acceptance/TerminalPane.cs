using Groundwright.Testing;

namespace Acceptance;

/// <summary>The real program in a real terminal emulator: what a person sees, and the keys a person presses.</summary>
internal sealed class TerminalPane : IDisposable
{
    public const int Width = 80;

    private readonly TemporaryDirectory folder = new();

    /// <summary>Starts a command.</summary>
    public TerminalPane(string directory, params string[] arguments)
    {
        Needs.Linux();
        Needs.Tool("tmux", "apt-get install tmux");
        var configuration = folder.Write("tmux.conf", "set -g remain-on-exit on\nset -g default-terminal screen-256color\n");
        Tmux(["-f", configuration, "new-session", "-d", "-x", $"{Width}", "-y", "40", "-c", directory,
            "env", "-u", "CI", "-u", "NO_COLOR", "-u", "GITHUB_TOKEN", "GIT_CONFIG_GLOBAL=/dev/null", "LANG=C.UTF-8", Gw.Program, .. arguments]);
    }

    /// <summary>What is on the screen now.</summary>
    public string Screen => Tmux("capture-pane", "-p").TrimEnd();

    /// <summary>The same with all that scrolled away above it.</summary>
    public string Everything => Tmux("capture-pane", "-p", "-S", "-").TrimEnd();

    /// <summary>The exit code; null while it goes on.</summary>
    public int? ExitCode => Tmux("display-message", "-p", "#{pane_dead_status}").Trim() is { Length: > 0 } status ? int.Parse(status) : null;

    /// <summary>Presses keys, as tmux names them.</summary>
    public void Press(params string[] keys) => Tmux(["send-keys", .. keys]);

    /// <summary>Waits until the screen looks as it should; returns it.</summary>
    public string Await(Func<string, bool> looks)
    {
        var deadline = DateTime.UtcNow + TimeSpan.FromMinutes(2);
        while (true)
        {
            var screen = Screen;
            if (looks(screen)) return screen;
            if (DateTime.UtcNow > deadline) throw new InvalidOperationException($"the screen never looked as it should:\n{screen}");
            Thread.Sleep(50);
        }
    }

    /// <summary>Waits for the end; returns the exit code.</summary>
    public int AwaitEnd()
    {
        Await(_ => ExitCode is not null);
        return ExitCode!.Value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ChildProcess.Run("tmux", ["-S", folder["socket"], "kill-server"]);
        folder.Dispose();
    }

    private string Tmux(params string[] arguments)
    {
        var (exit, output) = ChildProcess.Run("tmux", ["-u", "-S", folder["socket"], .. arguments]);
        return exit == 0 ? output : throw new InvalidOperationException($"tmux {arguments[0]}: {output}");
    }
}
