using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Groundwright.Core.Secrets;
using Groundwright.Testing;

namespace Groundwright.Core.Tests.Secrets;

[Covers("T3", "T8")]
public sealed class MaskingPropertyTests
{
    private const string Alphabet = "abcXYZ019 /+=&<>\"'\\%#ü日.-_{}[]:,";

    /// <summary>Ends with a part that can only come from the secret, so that finding it in a sink is a leak for certain.</summary>
    private static readonly Gen<string> Secret =
        from body in Gen.ArrayOf(Gen.Elements(Alphabet.ToCharArray()))
        from number in Gen.Choose(100_000, 999_999)
        select $"K{number}{new string(body)}Q{number}K";

    private static readonly Gen<string> Noise = Gen.ArrayOf(Gen.Elements((Alphabet + "\n\t").ToCharArray())).Select(text => new string(text));

    private static readonly Gen<Func<string, string>> Encoding = Gen.Elements<Func<string, string>>(
        text => text,
        Uri.EscapeDataString,
        text => JsonSerializer.Serialize(text),
        text => JsonSerializer.Serialize(JsonSerializer.Serialize(text)),
        text => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)),
        text => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("1" + text + "99")),
        text => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("22" + text + "9")));

    [Fact]
    public void No_encoded_secret_gets_through_a_stream_however_it_is_split() =>
        Prop.ForAll(
            (from secret in Secret from encode in Encoding from before in Noise from after in Noise from piece in Gen.Choose(1, 40) select (secret, encode, before, after, piece)).ToArbitrary(),
            given =>
            {
                var form = given.encode(given.secret);
                var lines = new List<string>();
                var stream = new Masker(given.secret).Open(lines.Add, longestLine: 16);
                foreach (var piece in (given.before + form + given.after).Chunk(given.piece)) stream.Write(piece);
                stream.Complete();

                var seen = string.Concat(lines);
                // The middle of the form: its edges in base64 may depend on the neighbours.
                seen.ShouldNotContain(form[3..^5]);
                seen.ShouldContain("***");
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void What_is_not_secret_gets_through_unchanged() =>
        Prop.ForAll(
            (from text in Noise from piece in Gen.Choose(1, 9) select (text, piece)).ToArbitrary(),
            given =>
            {
                var lines = new List<string>();
                var stream = new Masker("never-in-the-text").Open(lines.Add);
                foreach (var piece in given.text.Chunk(given.piece)) stream.Write(piece);
                stream.Complete();

                string.Join('\n', lines).ShouldBe(given.text.EndsWith('\n') ? given.text[..^1] : given.text);
            }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Masked_json_is_json_and_holds_no_secret() =>
        Prop.ForAll(
            (from secret in Gen.OneOf(Secret, Gen.Choose(100_000, 9_999_999).Select(number => $"{number}"), Noise.Where(text => text.Trim().Length >= 6))
             from before in Noise
             from after in Noise
             from relaxed in Gen.Elements(true, false)
             select (secret, before, after, relaxed)).ToArbitrary(),
            given =>
            {
                var options = given.relaxed ? new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping } : null;
                var number = int.TryParse(given.secret, out var value) ? value : 7;
                var line = JsonSerializer.Serialize(new { text = given.before + given.secret + given.after, list = new[] { given.secret, given.after }, number, nothing = (string?)null }, options);

                var masked = new Masker(given.secret).Mask(line);

                using var document = JsonDocument.Parse(masked);
                if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("list", out var list)) return;
                list[0].GetString()!.ShouldNotContain(given.secret.Trim());
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Anything_at_all_is_masked_without_a_fault() =>
        Prop.ForAll<string, string>((secret, text) =>
        {
            var masker = new Masker(secret ?? "");
            var lines = new List<string>();
            var stream = masker.Open(lines.Add, longestLine: 8);
            stream.Write(text);
            stream.Complete();
            masker.Mask((text ?? "") + secret + text).ShouldNotBeNull();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
