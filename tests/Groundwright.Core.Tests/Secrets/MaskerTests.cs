using System.Net;
using System.Text;
using System.Text.Json;
using Groundwright.Core.Secrets;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Secrets;

[Covers("T3")]
public sealed class MaskerTests
{
    private const string Secret = "s3cr3t/\"va+lue\" <ü>&";

    public static TheoryData<string> Forms => new(
        Secret,
        Uri.EscapeDataString(Secret),
        WebUtility.UrlEncode(Secret),
        JsonEncodedText.Encode(Secret).Value,
        JsonSerializer.Serialize(Secret, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })[1..^1],
        JsonSerializer.Serialize(JsonSerializer.Serialize(Secret, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })[1..^1],
            new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })[1..^1],
        "s3cr3t/\\\"va+lue\\\" \\u003cü\\u003e\\u0026",
        "s3cr3t\\/\\\"va+lue\\\" <\\u00fc>&",
        WebUtility.HtmlEncode(Secret));

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_is_found_in_every_encoding(string form) =>
        new Masker(Secret).Mask($"before [{form}] after").ShouldBe("before [***] after");

    [Theory]
    [InlineData("")]
    [InlineData("u")]
    [InlineData("us")]
    [InlineData("user:")]
    public void A_secret_is_found_in_base64_at_every_offset(string before)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{before}hunter2-hunter2-hunter2:rest"));

        var masked = new Masker("hunter2-hunter2-hunter2").Mask($"Authorization header {encoded}");

        masked.ShouldContain("***");
        masked.ShouldNotContain(encoded[8..24]);
    }

    [Fact]
    public void Long_base64_broken_into_lines_is_found()
    {
        var secret = string.Concat(Enumerable.Range(100, 60).Select(i => $"{i}-"));
        var encoded = string.Join('\n', Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).Chunk(76).Select(line => new string(line)));

        new Masker(secret).Mask(encoded).Split('\n')[..3].ShouldAllBe(line => line == "***");
    }

    [Fact]
    public void A_secret_of_several_lines_is_masked_line_by_line()
    {
        var masker = new Masker("first line of it\nsecond line\nxyz");

        masker.Mask("> second line <").ShouldBe("> *** <");
        masker.Mask("a first line of it\nsecond line\nxyz b").ShouldBe("a ***\n***\n*** b");
        masker.Mask("first line of it\\nsecond line\\nxyz").ShouldBe("***");
    }

    [Fact]
    public void Secrets_that_overlap_leave_nothing() => new Masker("abcdefgh", "ghijklmn").Mask("-abcdefghijklmn-").ShouldBe("-***-");

    [Fact]
    public void Short_values_are_left_alone() => new Masker("true", "12345").Mask("true 12345").ShouldBe("true 12345");

    [Fact]
    public void Text_without_secrets_is_the_same_instance()
    {
        var text = new string('x', 1000);
        new Masker("secret-value").Mask(text).ShouldBeSameAs(text);
    }

    [Fact]
    public void A_value_added_later_is_masked_in_open_streams()
    {
        var masker = new Masker();
        var lines = new List<string>();
        var stream = masker.Open(lines.Add);
        masker.Add("fresh-token");
        stream.Write("got fresh-token\n");

        lines.ShouldBe(["got ***"]);
    }

    [Theory]
    [InlineData("GITHUB_TOKEN", true)]
    [InlineData("aws-secret-access-key", true)]
    [InlineData("DBPASSWORD", true)]
    [InlineData("MY_PAT", true)]
    [InlineData("GOOGLE_CREDENTIALS", true)]
    [InlineData("PATH", false)]
    [InlineData("PWD", false)]
    [InlineData("SSH_AUTH_SOCK", false)]
    [InlineData("TLS_KEY_FILE", false)]
    [InlineData("COMPATIBILITY", false)]
    public void Names_tell_which_variables_hold_secrets(string name, bool secret)
    {
        SecretNames.LooksSecret(name).ShouldBe(secret);
        Masker.FromEnvironment([KeyValuePair.Create(name, (string?)"value-of-it")]).Mask("value-of-it").ShouldBe(secret ? "***" : "value-of-it");
    }

    [Fact]
    public void Named_variables_are_secret_too() =>
        Masker.FromEnvironment([KeyValuePair.Create("HARMLESS", (string?)"value-of-it")], "harmless").Mask("value-of-it").ShouldBe("***");
}
