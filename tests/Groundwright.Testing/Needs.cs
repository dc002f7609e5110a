using Xunit;

namespace Groundwright.Testing;

/// <summary>Says which tools a test needs. A missing one skips the test with its remedy; with <c>CI=true</c> it fails it.</summary>
public static class Needs
{
    /// <summary>A program on PATH.</summary>
    public static void Tool(string name, string remedy)
    {
        if (Find(name) is not null) return;
        Missing($"`{name}` is not installed: {remedy}");
    }

    /// <summary>Real terraform.</summary>
    public static void Terraform() => Tool("terraform", "https://developer.hashicorp.com/terraform/install");

    /// <summary>Real bubblewrap, on a machine that lets it make rooms.</summary>
    public static void Bubblewrap()
    {
        Linux();
        Tool("bwrap", "apt-get install bubblewrap");
    }

    /// <summary>Real kubectl.</summary>
    public static void Kubectl() => Tool("kubectl", "https://kubernetes.io/docs/tasks/tools/");

    /// <summary>The schemas of Kubernetes, Flux and Argo beside the repository. Absolute.</summary>
    public static string Schemas()
    {
        var folder = Path.GetFullPath(Path.Combine(SourceTree.Root, "..", "shared", "schemas"));
        for (var above = Directory.GetParent(SourceTree.Root)?.Parent; above is not null && !Directory.Exists(folder); above = above.Parent)
            folder = Path.Combine(above.FullName, "shared", "schemas");
        if (!Directory.Exists(folder)) Missing("the schemas of Kubernetes, Flux and Argo are not beside the repository (../shared/schemas)");
        return folder;
    }

    /// <summary>Real node with npm.</summary>
    public static void Node()
    {
        Tool("node", "apt-get install nodejs npm");
        Tool("npm", "apt-get install npm");
    }

    /// <summary>Real Claude Code, of the version that is pinned.</summary>
    /// <returns>The folder to put on PATH.</returns>
    public static string Claude() => CodingCli("claude");

    /// <summary>Real Codex, of the version that is pinned.</summary>
    /// <returns>The folder to put on PATH.</returns>
    public static string Codex() => CodingCli("codex");

    /// <summary>A real agent of the Agent Client Protocol, of the version that is pinned. They are 670 MB, so that they run only when they are asked for, as the gate does.</summary>
    /// <param name="name">Its program.</param>
    /// <param name="folder">Where it is among the packages.</param>
    /// <returns>The folder to put on PATH.</returns>
    public static string AcpAgent(string name, string folder = ".bin")
    {
        if (Environment.GetEnvironmentVariable("GROUNDWRIGHT_TEST_ALL_AGENTS") != "1") Assert.Skip($"`{name}` is driven for real with GROUNDWRIGHT_TEST_ALL_AGENTS=1 only");
        return Package("tests/npm-acp-agents", name, folder, scripts: false);
    }

    private static string CodingCli(string name) => Package("tests/npm-agents", name, ".bin", scripts: true);

    private static string Package(string packages, string name, string folder, bool scripts)
    {
        var path = Path.Combine(NpmPackages.Install(packages, scripts), "node_modules", folder);
        if (!File.Exists(Path.Combine(path, name))) Missing($"`{name}` is not among the packages of {packages}");
        return path;
    }

    /// <summary>moto, which stands for AWS, and the AWS CLI to talk to it.</summary>
    public static void Moto()
    {
        Tool("python3", "apt-get install python3");
        Tool("aws", "pip install awscli");
        if (ChildProcess.Run("python3", ["-c", "import moto.server"]).ExitCode != 0) Missing("moto is not installed: pip install 'moto[server]==5.2.1'");
    }

    /// <summary>strace, to kill at or fail a system call. Linux only.</summary>
    public static void Strace()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("system calls can be failed on Linux only");
        Tool("strace", "apt-get install strace");
    }

    /// <summary>A system with /proc and kernel locks as on Linux.</summary>
    public static void Linux()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("checked on Linux only");
    }

    /// <summary>Absolute path of a program on PATH; null when it is not there.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
            .FirstOrDefault(File.Exists);

    /// <summary>Skips the test; fails it in CI.</summary>
    internal static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
    }
}
