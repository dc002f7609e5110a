using Groundwright.Core.Secrets;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Secrets;

[Covers("T3")]
public sealed class SecretShapesTests
{
    // Put together at run time, so that scanners of repositories do not take them for real.
    private static string Letters(int count) => string.Concat(Enumerable.Range(0, count).Select(i => "aB3dE5gH"[i % 8]));

    public static TheoryData<string, string> Credentials => new()
    {
        { $"token ghp_{Letters(36)}.", "token ***." },
        { $"x=gho_{Letters(36)}", "x=***" },
        { $"github_pat_{Letters(22)}_{Letters(59)} ok", "*** ok" },
        { $"\\nghs_{Letters(36)}", "\\n***" },
        { "id AKIA" + "ABCDEFGHIJKLMNOP;", "id ***;" },
        { $"aws_secret_access_key = {Letters(40)}", "aws_secret_access_key = ***" },
        { $"{{\"SecretAccessKey\":\"{Letters(40)}\"}}", "{\"SecretAccessKey\":\"***\"}" },
        { $"{{\\\"SecretAccessKey\\\": \\\"{Letters(40)}\\\"}}", "{\\\"SecretAccessKey\\\": \\\"***\\\"}" },
        { $"https://hooks.slack.com/services/T000/B000/{Letters(24)} sent", "https://hooks.slack.com/*** sent" },
        { "xoxb-" + "123456789012-abcdef", "***" },
        { $"eyJ{Letters(20)}.eyJ{Letters(30)}.{Letters(43)}", "***" },
        { "postgres://app:p4ss%21word@db.example.org/x", "postgres://app:***@db.example.org/x" },
        { $"https://{Letters(40)}@git.example.org/x", "https://***@git.example.org/x" },
        { $"sk-ant-api03-{Letters(80)}", "***" },
        { $"sk-proj-{Letters(40)}", "***" },
        { $"Authorization: Bearer {Letters(20)}", "Authorization: Bearer ***" },
        { "\"authorization\": \"Basic dXNlcjpwYXNz\"", "\"authorization\": \"Basic ***\"" },
    };

    [Theory]
    [MemberData(nameof(Credentials))]
    public void A_credential_is_known_by_its_shape(string text, string masked) => new Masker().Mask(text).ShouldBe(masked);

    [Theory]
    [InlineData("a task-for-a-very-long-hyphenated-name-99")]
    [InlineData("https://example.org/user:name@2x.png")]
    [InlineData("git clone ssh://git@example.org/x.git")]
    [InlineData("http://localhost:8080/health")]
    [InlineData("aws_secret_access_key = var.key")]
    [InlineData("-----BEGIN CERTIFICATE-----")]
    [InlineData("eyJust a word. And another.")]
    public void What_only_resembles_one_is_left_alone(string text) => new Masker().Mask(text).ShouldBe(text);

    [Fact]
    public void A_private_key_is_masked_to_its_end()
    {
        var key = $"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n{Letters(64)}\n{Letters(20)}==\n-----END RSA PRIVATE KEY-----";

        new Masker().Mask($"before\n{key}\nafter").ShouldBe("before\n***\n***\n***\n***\n***\n***\nafter");
        new Masker().Mask($"{{\"key\":\"{key.Replace("\n", "\\n", StringComparison.Ordinal)}\\n\",\"b\":1}}").ShouldBe("{\"key\":\"***\\n\",\"b\":1}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("    ")]
    [InlineData("2026-01-01T00:00:00Z ")]
    public void A_private_key_is_masked_in_a_stream_also_behind_a_prefix(string prefix)
    {
        var lines = new List<string>();
        var stream = new Masker().Open(lines.Add);
        foreach (var line in new[] { "-----BEGIN PRIVATE KEY-----", Letters(64), Letters(12) + "=", "-----END PRIVATE KEY-----", "all is well." }) stream.Write(prefix + line + "\n");
        stream.Complete();

        lines.Count.ShouldBe(5);
        string.Join('\n', lines).ShouldNotContain(Letters(12));
        lines[^1].ShouldBe(prefix + "all is well.");
    }

    [Fact]
    public void A_private_key_that_is_cut_off_does_not_hide_what_follows()
    {
        var text = $"-----BEGIN PRIVATE KEY-----\n{Letters(64)}\nError: no such file (os error 2)\nbye.";

        new Masker().Mask(text).ShouldBe("***\n***\nError: no such file (os error 2)\nbye.");
    }
}
