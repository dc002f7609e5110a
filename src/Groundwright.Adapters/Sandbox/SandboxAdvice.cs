using Groundwright.Core.Problems;
using Groundwright.Core.Sandboxes;

namespace Groundwright.Adapters.Sandbox;

/// <summary>Says what is wrong with the sandbox and what to do about it.</summary>
internal static class SandboxAdvice
{
    private const string DebianSwitch = "/proc/sys/kernel/unprivileged_userns_clone";
    private const string UbuntuSwitch = "/proc/sys/kernel/apparmor_restrict_unprivileged_userns";

    internal static Problem NotInstalled { get; } = Problem.Of(SandboxProblems.Missing, "bubblewrap is not installed",
        OperatingSystem.IsLinux() ? "It keeps agents and tools in: files, processes and network that their work does not need are not there." : "There is a sandbox on Linux only. A Linux machine, virtual machine or WSL has one.",
        Install);

    internal static Problem NotWanted { get; } = Problem.Of(SandboxProblems.Missing, "groundwright.yaml says `sandbox: { use: never }`", "Agents and tools run as you.",
        new Remedy("sandbox: { use: preferred }", "in groundwright.yaml on the default branch"));

    private static Remedy Install => OperatingSystem.IsLinux() ? new Remedy("sudo apt-get install bubblewrap", "or dnf, apk, pacman: the package has the same name") : new Remedy("gw doctor", "what this machine has");

    /// <summary>It could not make a room.</summary>
    internal static Problem Unusable(string said)
    {
        var why = said.Trim().Split('\n')[^1];
        return Problem.Of(SandboxProblems.Unusable, "bubblewrap cannot make a sandbox on this machine", $"It says: {why}\n{Cause()}", Remedy());
    }

    /// <summary>It made a room, and something got out of it.</summary>
    internal static Problem Broken(IReadOnlyList<string> escapes) => Problem.Of(SandboxProblems.Broken, $"the sandbox does not hold: {string.Join("; ", escapes)}",
        "It was tried with a harmless program before anything else was let in. Nothing was run in it.",
        new Remedy("gw doctor", "tries it again"), new Remedy("bwrap --version", "an old version may be the cause"));

    private static string Cause() =>
        IsSetTo(DebianSwitch, "0") ? "User namespaces are switched off for ordinary users (kernel.unprivileged_userns_clone)."
        : IsSetTo(UbuntuSwitch, "1") ? "AppArmor lets only programs with a profile make user namespaces, and bwrap has none here."
        : InContainer ? "In a container its runtime must allow user namespaces and a fresh /proc."
        : "It needs user namespaces: user.max_user_namespaces must not be 0, and nothing such as a seccomp filter may forbid them.";

    private static Remedy Remedy() =>
        IsSetTo(DebianSwitch, "0") ? new Remedy("sudo sysctl -w kernel.unprivileged_userns_clone=1", "and the same line in /etc/sysctl.d/ to keep it")
        : IsSetTo(UbuntuSwitch, "1") ? new Remedy("sudo apt-get install apparmor-profiles && sudo ln -s /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/ && sudo systemctl reload apparmor", "gives bwrap its profile")
        : InContainer ? new Remedy("docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined ...", "how the container has to be started")
        : new Remedy("sysctl user.max_user_namespaces", "must be more than 0");

    private static bool InContainer => File.Exists("/.dockerenv") || File.Exists("/run/.containerenv");

    private static bool IsSetTo(string file, string value) => File.Exists(file) && File.ReadAllText(file).Trim() == value;
}
