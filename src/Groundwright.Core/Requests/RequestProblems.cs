using Groundwright.Core.Problems;

namespace Groundwright.Core.Requests;

/// <summary>Problem codes of requests (11xx).</summary>
public static class RequestProblems
{
    /// <summary>No issue has this number, or no file is at this path.</summary>
    public static readonly ProblemCode NotFound = new("GW1101", "no such request", ExitCode.BadArguments);

    /// <summary>Several issue files have the same number.</summary>
    public static readonly ProblemCode Ambiguous = new("GW1102", "several issue files have this number", ExitCode.BadArguments);

    /// <summary>The text given is neither an issue number nor a path inside the repository.</summary>
    public static readonly ProblemCode BadReference = new("GW1103", "not an issue number or a path in this repository", ExitCode.BadArguments);

    /// <summary>The file is reached through a link.</summary>
    public static readonly ProblemCode Link = new("GW1104", "links are not followed", ExitCode.BadArguments);

    /// <summary>The file is larger than an issue may be.</summary>
    public static readonly ProblemCode TooLarge = new("GW1105", "the file is too large", ExitCode.BadArguments);

    /// <summary>The file is not UTF-8 text.</summary>
    public static readonly ProblemCode NotText = new("GW1106", "the file is not UTF-8 text", ExitCode.BadArguments);

    /// <summary>The front matter is not what YAML allows, or uses a part of YAML that is not read here.</summary>
    public static readonly ProblemCode FrontMatter = new("GW1107", "the front matter cannot be read", ExitCode.BadArguments);

    /// <summary>A value of the front matter is not one of those allowed.</summary>
    public static readonly ProblemCode Value = new("GW1108", "a value is not allowed here", ExitCode.BadArguments);

    /// <summary>The request has no title.</summary>
    public static readonly ProblemCode NoTitle = new("GW1109", "the request has no title", ExitCode.BadArguments);

    /// <summary>The request has a title and nothing else.</summary>
    public static readonly ProblemCode NoBody = new("GW1110", "the request has no text", ExitCode.BadArguments);

    /// <summary>The request is one that is not worked on.</summary>
    public static readonly ProblemCode Refused = new("GW1111", "the request was refused", ExitCode.Failed);

    /// <summary>The file exists and the system does not let it be read.</summary>
    public static readonly ProblemCode Unreadable = new("GW1112", "the file cannot be read", ExitCode.PrerequisiteMissing);
}
