using Groundwright.Core.Problems;

namespace Groundwright.Core.Delivery.Documents;

/// <summary>Problem codes of specs and reviews (165x, within the phases' 16xx).</summary>
public static class DocumentProblems
{
    /// <summary>A section the document must have is not there.</summary>
    public static readonly ProblemCode SectionMissing = new("GW1651", "the document lacks a section", ExitCode.Failed);

    /// <summary>A section is there and says nothing.</summary>
    public static readonly ProblemCode SectionEmpty = new("GW1652", "a section of the document is empty", ExitCode.Failed);

    /// <summary>A section stands there twice.</summary>
    public static readonly ProblemCode SectionTwice = new("GW1653", "a section of the document stands there twice", ExitCode.Failed);

    /// <summary>Only one option is named and nothing says that there is no choice.</summary>
    public static readonly ProblemCode OneOption = new("GW1654", "the document weighs one option only", ExitCode.Failed);

    /// <summary>A person is to choose between the options, and cannot.</summary>
    public static readonly ProblemCode NoChoice = new("GW1657", "the options of the document cannot be chosen between", ExitCode.Failed);

    /// <summary>The document is larger than it may be.</summary>
    public static readonly ProblemCode TooLarge = new("GW1655", "the document is too large", ExitCode.Failed);

    /// <summary>The findings are not the JSON they must be.</summary>
    public static readonly ProblemCode ReviewMalformed = new("GW1656", "the review is not in the form it must have", ExitCode.Failed);
}
