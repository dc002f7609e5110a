using System.Text.Json;
using Groundwright.Cli.Tests.Fakes;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Locks;
using Groundwright.Testing;

namespace Groundwright.Cli.Tests.Commands;

public class LedgerCommandsTests
{
    [Fact]
    [Covers("J10")]
    public async Task The_audit_log_is_listed_newest_first_and_can_be_narrowed()
    {
        var session = new Session();
        session.Services.Shared.Found = History(25);
        (await session.Type("audit", "list")).ShouldBe(0);
        GoldenFile.ShouldMatch(session.Output, "audit-list");
        await session.Type("audit", "list", "--env", "prod", "--all", "--json");
        var records = JsonDocument.Parse(session.Output).RootElement;
        records.GetArrayLength().ShouldBe(12);
        records[0].GetProperty("fact").GetProperty("environment").GetString().ShouldBe("prod");
        await session.Type("audit", "list", "--run", "nobody");
        session.Output.ShouldContain("Nothing was recorded yet.");
    }

    [Fact]
    [Covers("J10", "T7")]
    public async Task Verifying_says_that_all_is_well_or_what_is_not_and_ends_with_1()
    {
        var session = new Session();
        session.Services.Shared.Found = History(3);
        (await session.Type("audit", "verify")).ShouldBe(0);
        session.Output.ShouldBe("  ✓ 3 records and 0 releases are as they were written.\n");
        session.Services.Shared.Found = History(3) with { Seen = new SeenHead("4f9c2e1", 5, new string('a', 64)) };
        (await session.Type("audit", "verify")).ShouldBe(1);
        GoldenFile.ShouldMatch(session.Error, "audit-verify-broken");
        (await session.Type("audit", "verify", "--json")).ShouldBe(1);
        JsonDocument.Parse(session.Output).RootElement.GetProperty("flaws").GetArrayLength().ShouldBe(1);
        (await session.Type("audit", "verify", "--key", "/nowhere/key.pem")).ShouldBe(4);
        session.Error.ShouldContain("GW2073");
    }

    [Fact]
    public async Task Unlocking_shows_who_holds_it_and_wants_the_name_of_the_environment()
    {
        var session = new Session();
        session.Services.Shared.Held.Add(new LockHolder("7k2m9xqd", "ada", "build-1", 4711, "deploy 4f9c2e1", Story.Start, []));
        (await session.Type("env", "unlock", "prod", "--reason", "it burned down")).ShouldBe(3);
        GoldenFile.ShouldMatch(session.Error, "env-unlock");
        var wrong = new Session { CanAsk = true, Input = "yes\n" };
        (await wrong.Type("env", "unlock", "prod", "--reason", "x")).ShouldBe(5);
        wrong.Services.Shared.Broken.ShouldBeEmpty();
        var right = new Session { CanAsk = true, Input = "prod\n" };
        (await right.Type("env", "unlock", "prod", "--reason", "hunter2 burned")).ShouldBe(0);
        right.Services.Shared.Broken.ShouldBe([$"prod {Story.Actor.Name} *** burned"]);
        (await session.Type("env", "unlock", "prod", "--reason", "x", "--yes", "--json")).ShouldBe(0);
        JsonDocument.Parse(session.Output).RootElement.GetProperty("environment").GetString().ShouldBe("prod");
        (await session.Type("env", "unlock", "prod")).ShouldBe(3);
    }

    [Fact]
    [Covers("X4")]
    public async Task The_keeper_answers_0_for_a_lease_that_is_held_and_3_for_one_that_is_lost()
    {
        var session = new Session();
        session.Services.Shared.Kept = new LockClaim("prod", "7k2m9xqd", "e1");
        (await session.Type("keep-lock", "prod", "7k2m9xqd", "e1")).ShouldBe(0);
        (await session.Type("keep-lock", "prod", "7k2m9xqd", "e2")).ShouldBe(3);
        session.Output.ShouldBeEmpty();
    }

    private static AuditHistory History(int count)
    {
        var head = AuditHead.Empty;
        var files = new List<LedgerFile>();
        for (var i = 0; i < count; i++)
        {
            var record = AuditChain.Next(head, Story.Start.AddMinutes(-i), new AuditFact(i % 3 == 0 ? "deploy" : "approve", Story.Actor, i % 2 == 0 ? "dev" : "prod", "7k2m9xqd", $"fact number {i}"), []);
            head = new AuditHead(record.Number, record.Hash);
            files.Add(LedgerFiles.Of(record)[0]);
            if (i == count - 1) files.Add(LedgerFiles.Of(record)[1]);
        }
        return new AuditHistory(files, null, true);
    }
}
