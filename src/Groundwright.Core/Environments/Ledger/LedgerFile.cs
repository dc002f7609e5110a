using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Groundwright.Core.Environments.Ledger;

/// <summary>One small file of the ledger.</summary>
/// <param name="Path">Where it lies in the ledger's tree.</param>
/// <param name="Text">One line of JSON, without its end.</param>
public sealed record LedgerFile(string Path, string Text)
{
    /// <summary>SHA-256 of the text, lower-case hex: what audit records keep of a file.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}

/// <summary>Where the facts of the ledger lie. Each is a file of its own, so that a change writes only what is new.</summary>
public static class LedgerPaths
{
    /// <summary>The newest audit record once more, under a name that needs no looking for.</summary>
    public const string Head = "audit/head.json";

    /// <summary>Folder of the releases.</summary>
    public const string Releases = "releases/";

    /// <summary>Folder of the marks.</summary>
    public const string Marks = "marks/";

    /// <summary>Folder of what is so about environments.</summary>
    public const string Environments = "environments/";

    /// <summary>Folder of the audit records.</summary>
    public const string Audit = "audit/";

    /// <summary>End of the name of a signed statement about a release.</summary>
    public const string StatementEnd = ".intoto.json";

    /// <summary>Where a release lies.</summary>
    public static string OfRelease(Release release) => $"{Releases}{PartName.Of(release.Environment)}/{PartName.Of(release.Id)}.json";

    /// <summary>Where the signed statement about a release lies.</summary>
    public static string OfStatement(Release release) => OfRelease(release)[..^".json".Length] + StatementEnd;

    /// <summary>Where the mark with this number lies. From 1.</summary>
    public static string OfMark(int number) => string.Create(CultureInfo.InvariantCulture, $"{Marks}{number:000000}.json");

    /// <summary>Where the record of an environment lies.</summary>
    public static string OfEnvironment(string environment) => $"{Environments}{PartName.Of(environment)}.json";

    /// <summary>Where an audit record lies: a hundred to a folder, for git writes a folder anew with each file that is added to it.</summary>
    public static string OfRecord(long number) => string.Create(CultureInfo.InvariantCulture, $"{Audit}{(number - 1) / 100:000000}/{number:00000000}.json");
}
