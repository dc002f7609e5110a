using System.Runtime.Versioning;
using System.Text;
using Groundwright.Core.Environments;
using Groundwright.Core.Problems;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Environments;

[Covers("X8")]
public sealed class PlanVaultTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryDirectory folder = new();
    private readonly ManualTime time = new(Start);
    private readonly PlanVault vault;

    public PlanVaultTests() => vault = VaultWith("key");

    [Fact]
    public void A_plan_comes_back_as_it_was_stored()
    {
        var plan = Store("the plan with s3cr3t");

        Encoding.UTF8.GetString(VaultWith("key").Read(plan)).ShouldBe("the plan with s3cr3t");
    }

    [Fact]
    public void Nothing_of_a_stored_plan_can_be_read_in_clear()
    {
        Store("the plan with s3cr3t");

        AllFiles().ShouldNotBeEmpty();
        AllFiles().ShouldAllBe(file => !File.ReadAllText(file).Contains("s3cr3t"));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_owner_may_read_plans_and_key()
    {
        Needs.Linux();
        var plan = Store("x");
        using var open = vault.Open(plan);

        AllFiles().ShouldAllBe(file => File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        File.GetUnixFileMode(open.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void The_key_does_not_lie_beside_the_plans()
    {
        Store("x");

        Directory.EnumerateFiles(folder["plans"]).ShouldAllBe(file => file.EndsWith(".plan"));
        new FileInfo(folder["keys", "key"]).Length.ShouldBe(32);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(-1)]
    public void A_changed_byte_anywhere_is_noticed(int at)
    {
        var plan = Store("the plan");
        var bytes = File.ReadAllBytes(plan.Artifact);
        bytes[at < 0 ? bytes.Length - 1 : at] ^= 1;
        File.WriteAllBytes(plan.Artifact, bytes);

        Should.Throw<GroundwrightException>(() => vault.Read(plan)).Problem.Code.ShouldBe(TargetProblems.PlanLost);
    }

    [Fact]
    public void A_cut_file_and_another_key_are_noticed()
    {
        var plan = Store("the plan");
        Should.Throw<GroundwrightException>(() => VaultWith("other").Read(plan)).Problem.Code.ShouldBe(TargetProblems.PlanLost);
        File.WriteAllBytes(plan.Artifact, File.ReadAllBytes(plan.Artifact)[..30]);

        Should.Throw<GroundwrightException>(() => vault.Read(plan)).Problem.Code.ShouldBe(TargetProblems.PlanLost);
    }

    [Fact]
    public void Another_plan_in_its_place_is_noticed()
    {
        var (plan, other) = (Store("the plan"), Store("another plan"));

        Should.Throw<GroundwrightException>(() => vault.Read(plan with { Artifact = other.Artifact })).Problem.Summary.ShouldContain("not the plan that was hashed");
    }

    [Fact]
    public void Discarding_takes_the_plan_and_what_lies_open_of_it_and_leaves_its_twin()
    {
        var (plan, twin) = (Store("same"), Store("same"));
        vault.Open(plan);

        vault.Discard(plan);
        vault.Discard(plan);

        AllFiles().Where(file => !file.EndsWith("key")).ShouldBe([twin.Artifact]);
    }

    [Fact]
    public void What_has_expired_is_deleted_and_the_rest_stays()
    {
        var (old, fresh) = (Store("old"), Store("fresh", TimeSpan.FromDays(2)));
        vault.Open(old);
        time.Now += TimeSpan.FromDays(1);

        vault.DiscardExpired().ShouldBe(1);

        AllFiles().Where(file => !file.EndsWith("key")).ShouldBe([fresh.Artifact]);
    }

    [Fact]
    [Covers("X9")]
    public void A_kept_state_is_taken_out_by_how_its_hash_begins_and_no_plan_is()
    {
        var kept = vault.StoreState("made: s3cr3t"u8, Start.AddDays(365));
        vault.StoreState("made: s3cr3t"u8, Start.AddDays(365));
        var plan = Store("the plan");

        Encoding.UTF8.GetString(vault.ReadState(kept.Sha256[..12])).ShouldBe("made: s3cr3t");
        Encoding.UTF8.GetString(vault.ReadState(kept.Sha256.ToUpperInvariant())).ShouldBe("made: s3cr3t");
        AllFiles().ShouldAllBe(file => !File.ReadAllText(file).Contains("s3cr3t"));
        foreach (var other in (string[])[plan.Sha256, kept.Sha256[..7], kept.Sha256[..15] + "*", kept.Sha256[..62] + "zz", "../" + kept.Sha256])
            Should.Throw<GroundwrightException>(() => vault.ReadState(other)).Problem.Code.ShouldBe(TargetProblems.NoKeptState);
    }

    [Fact]
    public void A_recorded_path_never_leads_out_of_the_vault()
    {
        var outside = folder.Write("outside.plan", "precious");

        vault.Discard(Store("x") with { Artifact = outside });

        File.Exists(outside).ShouldBeTrue();
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_key_that_others_may_read_is_refused()
    {
        Needs.Linux();
        Store("x");
        File.SetUnixFileMode(folder["keys", "key"], UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Should.Throw<GroundwrightException>(() => VaultWith("key").Fingerprint("x")).Problem.Code.ShouldBe(TargetProblems.VaultKey);
    }

    [Fact]
    public async Task Two_that_make_the_first_key_at_once_end_with_the_same()
    {
        var fingerprints = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => VaultWith("key").Fingerprint("value"))));

        fingerprints.Distinct().Count().ShouldBe(1);
        Directory.GetFiles(folder["keys"]).Length.ShouldBe(1);
    }

    [Fact]
    public void A_fingerprint_tells_values_apart_and_depends_on_the_key()
    {
        vault.Fingerprint("a").ShouldNotBe(vault.Fingerprint("b"));
        vault.Fingerprint("a").ShouldNotBe(VaultWith("other").Fingerprint("a"));
    }

    public void Dispose() => folder.Dispose();

    private PlanVault VaultWith(string key) => new(folder["plans"], folder["keys", key], time);

    private IEnumerable<string> AllFiles() => Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories);

    private TargetPlan Store(string content, TimeSpan? lifetime = null)
    {
        var stored = vault.Store(Encoding.UTF8.GetBytes(content), time.Now + (lifetime ?? TimeSpan.FromHours(1)));
        return new TargetPlan
        {
            Target = "app",
            Environment = "dev",
            Sha256 = stored.Sha256,
            Artifact = stored.Path,
            Binding = new Dictionary<string, string>(),
            Changes = [],
            Text = "",
            Expires = time.Now,
        };
    }
}
