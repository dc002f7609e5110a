using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Requests;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Environments.Ledger;

[Covers("J10", "T7")]
public sealed class AuditChainTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<string> Text = Gen.ArrayOf(Gen.Elements("ab\"\\\n/üλ日 {}:,".ToCharArray())).Select(text => new string(text));

    private static readonly Gen<AuditFact> Fact =
        from action in Gen.Elements("deploy", "approve", "hold", "break-lock")
        from actor in Text
        from environment in Gen.Elements(null, "dev", "prod")
        from detail in Text
        select new AuditFact(action, new Actor(actor, "os-user"), environment, null, detail);

    private static readonly Gen<(IReadOnlyList<AuditRecord> Chain, int At, int To, string Noise)> Case =
        from facts in Gen.NonEmptyListOf(Fact)
        from at in Gen.Choose(0, facts.Count - 1)
        from to in Gen.Choose(0, facts.Count - 1)
        from noise in Text
        select ((IReadOnlyList<AuditRecord>)Chain(facts), at, to, noise + "x");

    private static Config Config => Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void A_whole_chain_is_whole_for_everybody_who_knew_part_of_it() => Check(given =>
        AuditChain.Verify(given.Chain, given.Chain.Select(record => new AuditAnchor("it", new(record.Number, record.Hash))).Append(new AuditAnchor("none", AuditHead.Empty))).ShouldBeEmpty());

    [Fact]
    public void Any_changed_record_is_found_also_when_its_own_hash_was_made_anew() => Check(given =>
    {
        var record = given.Chain[given.At];
        AuditRecord[] changes =
        [
            record with { At = record.At.AddTicks(1) },
            record with { Fact = record.Fact with { Detail = record.Fact.Detail + given.Noise } },
            record with { Fact = record.Fact with { Actor = record.Fact.Actor with { Name = given.Noise + record.Fact.Actor.Name } } },
            record with { Fact = record.Fact with { Environment = record.Fact.Environment + "x" } },
            record with { Fact = record.Fact with { RunId = "other" } },
            record with { Files = new Dictionary<string, string>(record.Files) { ["x"] = given.Noise } },
            record with { Previous = given.Noise },
            record with { Number = record.Number + 1 },
        ];
        foreach (var change in changes)
        {
            Flaws(Replace(given.Chain, given.At, change), given.Chain).ShouldNotBeEmpty();
            Flaws(Replace(given.Chain, given.At, change with { Hash = AuditChain.HashOf(change) }), given.Chain).ShouldNotBeEmpty();
        }
    });

    [Fact]
    public void Any_removed_repeated_or_reordered_record_is_found() => Check(given =>
    {
        var (chain, at, to, _) = given;
        Flaws([.. chain.Where((_, i) => i != at)], chain).ShouldNotBeEmpty();
        Flaws([.. chain.Take(at + 1), .. chain.Skip(at)], chain).ShouldNotBeEmpty();
        if (at != to) Flaws(Replace(Replace([.. chain], at, chain[to]), to, chain[at]), chain).ShouldNotBeEmpty();
    });

    [Fact]
    public void A_cut_tail_and_a_chain_made_anew_are_found_by_whoever_knew_the_end() => Check(given =>
    {
        Flaws([.. given.Chain.Take(given.At)], given.Chain).ShouldNotBeEmpty();
        var forged = given.Chain.Select(record => record.Fact).ToList();
        forged[given.At] = forged[given.At] with { Detail = forged[given.At].Detail + given.Noise };
        var anew = Chain(forged);
        AuditChain.Verify(anew, []).ShouldBeEmpty();
        Flaws(anew, given.Chain).ShouldNotBeEmpty();
    });

    [Fact]
    public void Records_survive_their_file() => Check(given =>
    {
        foreach (var record in given.Chain)
        {
            var again = LedgerFiles.ReadRecord(LedgerFiles.Of(record)[0]);
            AuditChain.HashOf(again).ShouldBe(record.Hash);
            LedgerFiles.Of(record)[0].Text.ShouldNotContain("\n");
            LedgerFiles.Of(record)[0].Text.All(char.IsAscii).ShouldBeTrue();
        }
    });

    private static void Check(Action<(IReadOnlyList<AuditRecord> Chain, int At, int To, string Noise)> holds) => Prop.ForAll(Case.ToArbitrary(), holds).Check(Config);

    /// <summary>What somebody who saw the true end says about a chain.</summary>
    private static IReadOnlyList<string> Flaws(IReadOnlyList<AuditRecord> chain, IReadOnlyList<AuditRecord> truth) =>
        AuditChain.Verify(chain, [new AuditAnchor("it", new(truth[^1].Number, truth[^1].Hash))]);

    private static List<AuditRecord> Replace(IReadOnlyList<AuditRecord> chain, int at, AuditRecord record) => [.. chain.Select((known, i) => i == at ? record : known)];

    private static List<AuditRecord> Chain(IEnumerable<AuditFact> facts)
    {
        var chain = new List<AuditRecord>();
        var head = AuditHead.Empty;
        foreach (var fact in facts)
        {
            var record = AuditChain.Next(head, Start.AddMinutes(chain.Count), fact, [new LedgerFile($"marks/{chain.Count}.json", fact.Detail)]);
            chain.Add(record);
            head = new AuditHead(record.Number, record.Hash);
        }
        return chain;
    }
}
