using Groundwright.Core.Processes;

namespace Groundwright.Adapters.Git;

/// <summary>
/// Rule U2 in one place: what every call is given so that neither a tree nor the repository's configuration can run a program, read a file elsewhere or
/// change what a call means.
/// </summary>
internal static class GitSafety
{
    // Each of these can be set by a repository and would run something, widen what is read, or make stat results untrue.
    private static readonly string[] Always =
    [
        "core.fsmonitor=false", "core.hooksPath=/dev/null", "safe.bareRepository=explicit", "core.attributesFile=/dev/null",
        "core.autocrlf=false", "core.safecrlf=false", "core.sparseCheckout=false", "core.splitIndex=false", "index.sparse=false",
        "core.ignoreStat=false", "core.trustctime=true", "core.checkStat=default", "core.protectNTFS=true", "core.protectHFS=true",
        "submodule.recurse=false", "status.submoduleSummary=false", "diff.ignoreSubmodules=none",
        "i18n.commitEncoding=UTF-8", "commit.gpgSign=false", "gc.auto=0", "maintenance.auto=false", "core.longpaths=true",
        "core.warnAmbiguousRefs=false", "core.useReplaceRefs=false", "core.askPass=", "advice.addEmbeddedRepo=false",
        "push.recurseSubmodules=no", "push.gpgSign=false", "push.followTags=false", "fetch.recurseSubmodules=no",
    ];

    /// <summary>What calls of the remote may need of our environment. Local calls get none of it: they speak to nobody.</summary>
    public static readonly string[] ForNetwork =
    [
        "SSH_AUTH_SOCK", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS", "GIT_SSL_CAINFO", "GIT_SSL_NO_VERIFY", "SSL_CERT_FILE", "SSL_CERT_DIR",
        "http_proxy", "https_proxy", "HTTPS_PROXY", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
        "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "GNUPGHOME", "GH_TOKEN", "GITHUB_TOKEN", "GH_HOST", "GH_CONFIG_DIR", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM",
    ];

    /// <summary>The arguments in front of every git command.</summary>
    public static IEnumerable<string> Arguments() => Always.SelectMany(setting => new[] { "-c", setting }).Prepend("--no-pager");

    /// <summary>The environment of a call that reads and writes only this repository.</summary>
    public static CommandEnvironment Local(IReadOnlyList<ConfigEntry> overrides) =>
        Numbered(Common(CommandEnvironment.Minimal).With("GIT_CONFIG_NOSYSTEM", "1").With("GIT_CONFIG_GLOBAL", "/dev/null"), overrides);

    /// <summary>
    /// The environment of a call that talks to the remote. It may use the person's own configuration (sign-in, rewritten addresses, ssh command): such a
    /// call reads no tree, so nothing an agent wrote reaches it, and without that configuration most remotes could not be reached at all. Hooks and
    /// prompts stay off.
    /// </summary>
    public static CommandEnvironment Network(IReadOnlyList<ConfigEntry> overrides) =>
        Numbered(Common(CommandEnvironment.Minimal.Allowing(ForNetwork)), overrides);

    private static CommandEnvironment Common(CommandEnvironment environment) => environment
        .With("GIT_TERMINAL_PROMPT", "0").With("GIT_OPTIONAL_LOCKS", "0").With("GIT_LITERAL_PATHSPECS", "1").With("GIT_NO_REPLACE_OBJECTS", "1")
        .With("GIT_ATTR_NOSYSTEM", "1").With("GCM_INTERACTIVE", "never").With("LC_ALL", "C");

    // By variable and not by -c: a driver's name may hold `=`, where -c would split it.
    private static CommandEnvironment Numbered(CommandEnvironment environment, IReadOnlyList<ConfigEntry> entries)
    {
        var result = environment.With("GIT_CONFIG_COUNT", $"{entries.Count}");
        for (var i = 0; i < entries.Count; i++)
            result = result.With($"GIT_CONFIG_KEY_{i}", entries[i].Key).With($"GIT_CONFIG_VALUE_{i}", entries[i].Value ?? "");
        return result;
    }

    /// <summary>What must be said besides, given what the repository's own configuration defines: every filter and merge driver is put out of action.</summary>
    /// <remarks>Diff drivers cannot be emptied (git would run the empty command with the file as its argument): calls that diff say --no-ext-diff --no-textconv.</remarks>
    public static IReadOnlyList<ConfigEntry> Overrides(IReadOnlyList<ConfigEntry> configuration)
    {
        var result = new List<ConfigEntry>();
        foreach (var name in GitConfig.Names(configuration, "filter"))
        {
            result.Add(new($"filter.{name}.clean", ""));
            result.Add(new($"filter.{name}.smudge", ""));
            result.Add(new($"filter.{name}.process", ""));
            result.Add(new($"filter.{name}.required", "false"));
        }
        // An empty driver would count as success and take our side in silence; one that fails makes the file a conflict.
        foreach (var name in GitConfig.Names(configuration, "merge")) result.Add(new($"merge.{name}.driver", "false"));
        // Unset, git would read the person's ~/.config/git/ignore, and the same tree would be snapshotted differently on another machine.
        if (GitConfig.Last(configuration, "core.excludesfile") is null) result.Add(new("core.excludesFile", "/dev/null"));
        return result;
    }
}
