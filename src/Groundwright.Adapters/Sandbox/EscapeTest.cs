using Groundwright.Adapters.Sandbox.Egress;
using Groundwright.Core.Problems;
using Groundwright.Core.Processes;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Sandbox;

/// <summary>
/// Tries to get out of a room before anything is trusted to it (rule U4): writes and reads outside, mounts again, switches of the kernel, processes, network, capabilities. Each
/// attempt is harmless should it succeed.
/// </summary>
internal sealed class EscapeTest(ICommandRunner runner)
{
    // Namespaces are compared by their numbers: what is the machine's own was not taken away.
    private static readonly string[] Namespaces = ["pid", "net", "ipc", "uts", "mnt", "user"];

    private static readonly string[] Elsewhere = ["/root", "/home", "/var", "/sys", "/boot", "/run/docker.sock", "/run/user"];

    // `true`, not `:`, is what opens files: a shell ends when a built-in of the special kind cannot.
    private const string Script = """
        got() { echo "got $*"; }
        mount -o remount,rw /usr 2>/dev/null && got "could mount /usr again"
        mount -t tmpfs none /tmp 2>/dev/null && got "could mount"
        { true >"$OUTSIDE/written"; } 2>/dev/null
        for place in /usr/groundwright-escape /etc/groundwright-escape /groundwright-escape; do
          { true >"$place"; } 2>/dev/null && got "could write $place"
        done
        for switch in /proc/sys/kernel/core_pattern /proc/sysrq-trigger /sys/kernel/uevent_helper; do
          { true >>"$switch"; } 2>/dev/null && got "could open $switch for writing"
        done
        cat "$OUTSIDE/sentinel" >/dev/null 2>&1 && got "could read a file outside"
        for place in $ELSEWHERE; do
          [ -e "$place" ] && got "could see $place"
        done
        for name in pid net ipc uts mnt user; do
          own=$(readlink /proc/self/ns/$name) || own=hidden
          [ -n "$own" ] && case " $OUTER " in *" $own "*) got "shares the machine's $name namespace" ;; esac
        done
        while read -r key value; do
          case $key in
            CapPrm:|CapEff:|CapBnd:) [ "$value" = 0000000000000000 ] || got "has capabilities ($key $value)" ;;
            NoNewPrivs:) [ "$value" = 1 ] || got "could gain privileges" ;;
          esac
        done </proc/self/status
        while read -r device rest; do
          case $device in *:*) [ "$device" = lo: ] || got "has the network device ${device%:}" ;; esac
        done </proc/net/dev
        echo over
        """;

    /// <exception cref="GroundwrightException">GW3102, GW3103.</exception>
    internal async Task Try(RoomIsolation isolation, CancellationToken cancellationToken)
    {
        var outside = Directory.CreateTempSubdirectory("groundwright-escape-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(outside, "sentinel"), "sentinel", cancellationToken);
            var tree = Directory.CreateDirectory(Path.Combine(outside, "tree")).FullName;
            await using var room = BubblewrapRoom.Open(isolation, new SandboxNeeds { Tree = tree }, new RelayProgram("/nowhere/relay", []), Dial.OfTheMachine);
            var result = await runner.Run(room.Enter(Command(outside, tree)), null, cancellationToken);
            if (Judge(result) is { } problem) throw new GroundwrightException(problem);
            // In the room there may be a folder of the same name, in which anything may be written.
            if (File.Exists(Path.Combine(outside, "written"))) throw new GroundwrightException(SandboxAdvice.Broken([$"could write {outside}"]));
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    /// <summary>Nothing said is nothing proven (rule T9): only a test that came to its end without an escape is good.</summary>
    internal static Problem? Judge(CommandResult result)
    {
        var lines = result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var escapes = lines.Where(line => line.StartsWith("got ", StringComparison.Ordinal)).Select(line => line["got ".Length..]).ToList();
        if (escapes.Count > 0) return SandboxAdvice.Broken(escapes);
        return result.Succeeded && lines is [.., "over"] ? null : SandboxAdvice.Unusable(result.StandardError.Length > 0 ? result.StandardError : $"ended with {result.ExitCode}");
    }

    private static Command Command(string outside, string tree) => new("/bin/sh", ["-c", Script])
    {
        WorkingDirectory = tree,
        Timeout = TimeSpan.FromSeconds(30),
        Environment = CommandEnvironment.Minimal
            // Folders of programs elsewhere would make the folders around them be there.
            .With("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .With("OUTSIDE", outside)
            .With("ELSEWHERE", string.Join(' ', Elsewhere.Prepend(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)).Where(place => !IsOnTheWay(place, outside))))
            .With("OUTER", string.Join(' ', Namespaces.Select(name => new FileInfo($"/proc/self/ns/{name}").LinkTarget))),
    };

    // Folders on the way to the tree are there, empty; and a home may be a folder of the system's.
    private static bool IsOnTheWay(string place, string outside) =>
        place.Length < 2 || place.Contains(' ', StringComparison.Ordinal) || SystemFolders.Has(place) || outside.StartsWith(place.TrimEnd('/') + "/", StringComparison.Ordinal);
}
