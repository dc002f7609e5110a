namespace Groundwright.Adapters.Sandbox;

/// <summary>What every program needs of the system, read-only; the rest of the machine is not there.</summary>
internal static class SystemFolders
{
    // On most systems links into /usr.
    private static readonly string[] Roots = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];

    // Nothing of /etc that names people, machines or keys: loader, certificates, the links by which Debian and Fedora choose among programs, time zone, names of ports.
    private static readonly string[] Files =
    [
        "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/ssl/certs", "/etc/ssl/openssl.cnf", "/etc/pki/tls/certs", "/etc/pki/ca-trust/extracted",
        "/etc/ca-certificates", "/etc/crypto-policies", "/etc/localtime", "/etc/mime.types", "/etc/protocols", "/etc/services", "/etc/nsswitch.conf",
    ];

    private static readonly string[] NameResolution = ["/etc/resolv.conf", "/etc/hosts", "/etc/gai.conf", "/etc/host.conf"];

    /// <summary>Arguments that bring them in.</summary>
    internal static IEnumerable<string> Arguments(bool openNetwork)
    {
        List<string> arguments = ["--ro-bind", "/usr", "/usr", "--ro-bind-try", "/nix/store", "/nix/store"];
        foreach (var root in Roots)
        {
            if (new DirectoryInfo(root).LinkTarget is { } target) arguments.AddRange(["--symlink", target, root]);
            else if (Directory.Exists(root)) arguments.AddRange(["--ro-bind", root, root]);
        }
        foreach (var file in openNetwork ? Files.Concat(NameResolution) : Files) arguments.AddRange(["--ro-bind-try", file, file]);
        return [.. arguments, "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/dev/shm", "--tmpfs", "/tmp", "--dir", "/run"];
    }

    /// <summary>Whether a path is there anyway.</summary>
    internal static bool Has(string path) => Roots.Prepend("/usr").Append("/nix/store").Any(root => path == root || path.StartsWith(root + "/", StringComparison.Ordinal));
}
