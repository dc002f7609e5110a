using System.Text.Json.Serialization;
using Groundwright.Core.Environments.Ledger;

namespace Groundwright.Core.Environments.Provenance;

/// <summary>What is said about a release under a signature: an in-toto statement (v1).</summary>
/// <param name="Type">Version of the format.</param>
/// <param name="Subject">The release's file in the ledger, with its hash.</param>
/// <param name="PredicateType">What kind of statement this is.</param>
/// <param name="Predicate">The statement.</param>
public sealed record ReleaseStatement(
    [property: JsonPropertyName("_type")] string Type, IReadOnlyList<StatementSubject> Subject, string PredicateType, ReleasePredicate Predicate)
{
    /// <summary>in-toto's own name of the format.</summary>
    public const string Format = "https://in-toto.io/Statement/v1";

    /// <summary>Name of our predicate.</summary>
    public const string Kind = "urn:groundwright:release:v1";

    /// <summary>The statement about a release as it lies in the ledger.</summary>
    public static ReleaseStatement Of(Release release, LedgerFile file, AuditHead head) => new(
        Format,
        [new StatementSubject(file.Path, new Dictionary<string, string> { ["sha256"] = file.Sha256 })],
        Kind,
        new ReleasePredicate(release.Id, release.Environment, release.Commit, release.Tree, release.Plans, head, release.Approvals, new StatementBuilder("groundwright", ToolVersion.Current)));
}

/// <summary>What a statement is about.</summary>
/// <param name="Name">Path in the ledger.</param>
/// <param name="Digest">Hashes by name.</param>
public sealed record StatementSubject(string Name, IReadOnlyDictionary<string, string> Digest);

/// <summary>Where a release comes from.</summary>
/// <param name="Release">Its id.</param>
/// <param name="Environment">Where it went.</param>
/// <param name="Commit">What was deployed.</param>
/// <param name="Tree">Tree that it was applied from.</param>
/// <param name="Plans">SHA-256 of the plan applied, by target.</param>
/// <param name="Audit">How far the audit chain went before it.</param>
/// <param name="Approvals">Who agreed.</param>
/// <param name="Builder">What made it.</param>
public sealed record ReleasePredicate(
    string Release, string Environment, string Commit, string Tree, IReadOnlyDictionary<string, string> Plans, AuditHead Audit, IReadOnlyList<string> Approvals, StatementBuilder Builder);

/// <summary>What made a release.</summary>
/// <param name="Id">Name of the program.</param>
/// <param name="Version">Its version.</param>
public sealed record StatementBuilder(string Id, string Version);

/// <summary>How statements are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReleaseStatement))]
[JsonSerializable(typeof(DsseEnvelope))]
internal sealed partial class ProvenanceFormat : JsonSerializerContext;
