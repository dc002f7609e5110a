using System.Text;
using System.Text.Json.Nodes;
using Groundwright.Core.Environments;
using Groundwright.Core.Environments.Ledger;
using Groundwright.Core.Environments.Provenance;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Environments.Provenance;

[Covers("J10")]
public sealed class AttestationTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    [Theory]
    [InlineData("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256")]
    [InlineData("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048")]
    public void A_signed_release_holds_and_openssl_agrees(string how)
    {
        using var key = Key(how, "key");
        using var open = ReleaseKey.Load(folder["key.pub"]);
        var history = Signed(key);
        var report = AuditCheck.Check(history, open);
        report.Flaws.ShouldBeEmpty();
        (report.Records, report.Releases, report.Signed).ShouldBe((1, 1, 1));
        var envelope = JsonNode.Parse(history.Files.Single(file => file.Path.EndsWith(LedgerPaths.StatementEnd, StringComparison.Ordinal)).Text)!;
        var payload = Convert.FromBase64String((string)envelope["payload"]!);
        File.WriteAllBytes(folder["signed"], [.. Encoding.UTF8.GetBytes($"DSSEv1 28 application/vnd.in-toto+json {payload.Length} "), .. payload]);
        File.WriteAllBytes(folder["sig"], Convert.FromBase64String((string)envelope["signatures"]![0]!["sig"]!));
        ChildProcess.Run("openssl", ["dgst", "-sha256", "-verify", folder["key.pub"], "-signature", folder["sig"], folder["signed"]]).Output.ShouldContain("Verified OK");
        var statement = JsonNode.Parse(payload)!;
        ((string)statement["_type"]!).ShouldBe("https://in-toto.io/Statement/v1");
        ((string)statement["predicate"]!["commit"]!).ShouldBe("4f9c2e1");
        ((string)statement["predicate"]!["plans"]!["app"]!).ShouldBe("9b1e");
    }

    [Fact]
    public void A_release_that_was_changed_unsigned_or_signed_by_another_is_found()
    {
        using var key = Key("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256", "key");
        using var other = Key("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256", "other");
        var history = Signed(key);
        AuditCheck.Check(history, other).Flaws.ShouldBe(["release dev-1: its statement is not signed with this key"]);
        AuditCheck.Check(Signed(null), key).Flaws.ShouldBe(["release dev-1: it is not signed"]);
        var changed = history with { Files = [.. history.Files.Select(file => file with { Text = file.Text.Replace("\"healthy\":true", "\"healthy\":false", StringComparison.Ordinal) })] };
        AuditCheck.Check(changed, key).Flaws.ShouldBe(["releases/dev/dev-1.json was changed", "release dev-1: it is not as it was signed"]);
        var planted = history with { Files = [.. history.Files, LedgerFiles.Of(Release("dev-2")), new LedgerFile("marks/000001.json", """{"releaseId":"dev-1","verdict":"Bad","by":"x","at":"2026-11-20T12:00:00+00:00","reason":""}""")] };
        AuditCheck.Check(planted, null).Flaws.ShouldBe(["releases/dev/dev-2.json was written past the audit log", "marks/000001.json was written past the audit log"]);
        var removed = history with { Files = [.. history.Files.Where(file => !file.Path.StartsWith("releases/", StringComparison.Ordinal))] };
        AuditCheck.Check(removed, null).Flaws.ShouldContain("releases/dev/dev-1.json was removed");
    }

    [Fact]
    public void A_statement_that_is_rubbish_is_said_and_not_thrown()
    {
        using var key = Key("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256", "key");
        var release = Release("dev-1");
        foreach (var text in new[] { "", "{}", "null", "[]", """{"payload":"x","payloadType":"application/vnd.in-toto+json","signatures":[{"keyid":"","sig":"?"}]}""" })
            Attestation.Check(release, LedgerFiles.Of(release), text, key).ShouldNotBeNull();
    }

    [Fact]
    public void A_key_that_is_none_says_how_to_make_one()
    {
        folder.Write("rubbish.pem", "rubbish");
        foreach (var file in new[] { folder["absent.pem"], folder["rubbish.pem"] })
        {
            var problem = Should.Throw<GroundwrightException>(() => ReleaseKey.Load(file)).Problem;
            problem.Code.ShouldBe(EnvironmentProblems.SigningKey);
            problem.Remedies[0].Command.ShouldContain("openssl");
        }
        using var key = Key("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256", "key");
        using var open = ReleaseKey.Load(folder["key.pub"]);
        Should.Throw<GroundwrightException>(() => open.Sign([1])).Problem.Code.ShouldBe(EnvironmentProblems.SigningKey);
    }

    public void Dispose() => folder.Dispose();

    private ReleaseKey Key(string how, string name)
    {
        Needs.Tool("openssl", "apt-get install openssl");
        ChildProcess.Run("openssl", [.. how.Split(' '), "-out", folder[name]]).ExitCode.ShouldBe(0);
        ChildProcess.Run("openssl", ["pkey", "-in", folder[name], "-pubout", "-out", folder[name + ".pub"]]).ExitCode.ShouldBe(0);
        return ReleaseKey.Load(folder[name]);
    }

    private static AuditHistory Signed(ReleaseKey? key)
    {
        var release = Release("dev-1");
        var file = LedgerFiles.Of(release);
        LedgerFile[] files = key is null ? [file] : [file, Attestation.Of(release, file, AuditHead.Empty, key)];
        var record = AuditChain.Next(AuditHead.Empty, DateTimeOffset.UnixEpoch, new AuditFact("deploy", new Actor("ada", "os-user"), "dev", "run1", "x"), files);
        return new AuditHistory([.. files, .. LedgerFiles.Of(record)], null, true);
    }

    private static Release Release(string id) => new()
    {
        Id = id,
        Environment = "dev",
        Mode = ReleaseModes.Deploy,
        RunId = "run1",
        Commit = "4f9c2e1",
        Tree = "7d1c",
        Plans = new Dictionary<string, string> { ["app"] = "9b1e" },
        Applied = new Dictionary<string, AppliedChanges>(),
        Audit = AuditHead.Empty,
        Healthy = true,
        Started = DateTimeOffset.UnixEpoch,
        Ended = DateTimeOffset.UnixEpoch,
    };
}
