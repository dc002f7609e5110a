using Groundwright.Core.Problems;

namespace Groundwright.Core.Configuration;

/// <summary>What can be wrong with <c>groundwright.yaml</c>.</summary>
public static class ConfigurationProblems
{
    /// <summary>There is no configuration.</summary>
    public static readonly ProblemCode Missing = new("GW1001", "there is no groundwright.yaml", ExitCode.PrerequisiteMissing);

    /// <summary>The file is not YAML.</summary>
    public static readonly ProblemCode Syntax = new("GW1002", "the configuration is not valid YAML", ExitCode.BadArguments);

    /// <summary>A value has the wrong type.</summary>
    public static readonly ProblemCode WrongType = new("GW1003", "a value has the wrong type", ExitCode.BadArguments);

    /// <summary>A key that does not exist.</summary>
    public static readonly ProblemCode UnknownKey = new("GW1004", "unknown key", ExitCode.BadArguments);

    /// <summary>A key that must be there is not.</summary>
    public static readonly ProblemCode MissingKey = new("GW1005", "a required key is missing", ExitCode.BadArguments);

    /// <summary>The same key or item twice.</summary>
    public static readonly ProblemCode Duplicate = new("GW1006", "something is given twice", ExitCode.BadArguments);

    /// <summary>A word that is not one of those allowed.</summary>
    public static readonly ProblemCode UnknownValue = new("GW1007", "unknown value", ExitCode.BadArguments);

    /// <summary>A value that is malformed or out of range.</summary>
    public static readonly ProblemCode BadValue = new("GW1008", "a value is malformed or out of range", ExitCode.BadArguments);

    /// <summary>A path that leaves the repository.</summary>
    public static readonly ProblemCode PathLeaves = new("GW1009", "a path leaves the repository", ExitCode.BadArguments);

    /// <summary>None or several of the keys of which exactly one is meant to be there.</summary>
    public static readonly ProblemCode NotExactlyOne = new("GW1010", "exactly one of several keys is needed", ExitCode.BadArguments);

    /// <summary>A name that nothing has.</summary>
    public static readonly ProblemCode UnknownReference = new("GW1011", "a name refers to nothing", ExitCode.BadArguments);

    /// <summary>Things that wait for each other.</summary>
    public static readonly ProblemCode Cycle = new("GW1012", "things wait for each other", ExitCode.BadArguments);

    /// <summary>A command that would need a shell.</summary>
    public static readonly ProblemCode NeedsShell = new("GW1013", "a command needs a shell", ExitCode.BadArguments);

    /// <summary>A secret in clear.</summary>
    public static readonly ProblemCode LiteralSecret = new("GW1014", "a secret stands in the configuration", ExitCode.BadArguments);

    /// <summary>Anchors, aliases, tags, several documents.</summary>
    public static readonly ProblemCode YamlFeature = new("GW1015", "a feature of YAML that is not allowed here", ExitCode.BadArguments);

    /// <summary>Too large or nested too deep.</summary>
    public static readonly ProblemCode TooLarge = new("GW1016", "the configuration is too large", ExitCode.BadArguments);

    /// <summary>A name with characters that names cannot have.</summary>
    public static readonly ProblemCode BadName = new("GW1017", "a name is malformed", ExitCode.BadArguments);

    /// <summary>The file in the checkout is not the one of the default branch.</summary>
    public static readonly ProblemCode Uncommitted = new("GW1018", "the configuration is not committed", ExitCode.PrerequisiteMissing);

    /// <summary>A key that means nothing without another.</summary>
    public static readonly ProblemCode NeedsKey = new("GW1019", "a key has no effect here", ExitCode.BadArguments);

    /// <summary>More problems than are shown.</summary>
    public static readonly ProblemCode More = new("GW1020", "more problems", ExitCode.BadArguments);

    /// <summary>Several environments would share one state.</summary>
    public static readonly ProblemCode SharedState = new("GW1021", "environments share one state", ExitCode.BadArguments);
}
