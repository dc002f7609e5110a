using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Groundwright.Testing;

namespace Acceptance;

/// <summary>Secrets in every form tools print them in, and the search for any part of them in what a run leaves behind.</summary>
internal sealed partial class Leaks : IDisposable
{
    // Letters that JSON, URLs and shells all write in another way.
    private const string Token = "q7/Zt+\"pw\\9f3a & 77Kd=mX2";
    private const string Shape = "ghp_a8Kd02LmQz77YtRwUv31NcXe55SbGh90PoJk";
    private const int Window = 12;

    private readonly TemporaryDirectory folder = new();
    private readonly string named = Key();
    private readonly string unnamed = Key();

    public Leaks()
    {
        var bytes = Encoding.UTF8.GetBytes(Said(Token, named, Shape, unnamed));
        File.WriteAllBytes(Text, bytes);
        folder.Write("token", Token);
        Half = bytes.Length / 2;
    }

    /// <summary>What the program is told to be secret; it gives neither to anything it starts.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?> { ["DEPLOY_TOKEN"] = Token, ["SIGNING_KEY"] = named };

    /// <summary>A file with all of it. Absolute.</summary>
    public string Text => folder["said.txt"];

    /// <summary>A file with the token alone.</summary>
    public string TokenFile => folder["token"];

    /// <summary>Prints all of it on both streams, once in two pieces in the middle of the token.</summary>
    public string Script => $"cat '{Text}'; cat '{Text}' >&2; head -c 9 '{TokenFile}'; sleep 0.2; tail -c +10 '{TokenFile}'; echo; head -c {Half} '{Text}'; sleep 0.2; tail -c +{Half + 1} '{Text}'";

    /// <summary>All of it as one string.</summary>
    public string Everything => File.ReadAllText(Text);

    private int Half { get; }

    /// <summary>Fails when any part of a secret, in any form, is in a text, also behind the escapes of JSON within JSON.</summary>
    public void ShouldNotBeIn(string what, string text)
    {
        var once = Unescape(text);
        foreach (var view in new[] { text, once, Unescape(once) }) Search(what, view);
    }

    private void Search(string what, string text)
    {
        foreach (var form in Forms(Token).Concat(Lines(named).Append(Shape).Concat(Lines(unnamed)).SelectMany(Forms)))
            for (var at = 0; at + Window <= form.Length; at++)
            {
                var part = form.Substring(at, Window);
                var found = text.IndexOf(part, StringComparison.Ordinal);
                if (found >= 0) Assert.Fail($"{what} has `{part}` of `{form}`: …{text[Math.Max(0, found - 100)..Math.Min(text.Length, found + 100)]}…");
            }
    }

    /// <summary>Fails when any file below a folder has any part of a secret.</summary>
    public void ShouldNotBeBelow(string directory, params string[] except)
    {
        var files = Directory.GetFiles(directory, "*", SearchOption.AllDirectories).Where(file => !except.Any(part => file.Contains(part, StringComparison.Ordinal))).ToList();
        files.ShouldNotBeEmpty();
        foreach (var file in files) ShouldNotBeIn(file, File.ReadAllText(file));
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();

    private static string Said(string token, string named, string shape, string unnamed) => $"""
        raw {token} end
        base64 {string.Join(' ', Base64(token))}
        url https://example.org/?token={Uri.EscapeDataString(token)}&end
        json {JsonSerializer.Serialize(new { token, named, unnamed })}
        shape {shape} and {Convert.ToBase64String(Encoding.UTF8.GetBytes("not secret"))}
        {named}
        between
        {unnamed}
        end

        """;

    private static IEnumerable<string> Forms(string value) =>
        [value, .. Base64(value).Select(text => text[4..^6]), Uri.EscapeDataString(value)];

    private static string Unescape(string text) => Escape().Replace(text, escape => escape.Groups["hex"] is { Success: true } hex
        ? ((char)int.Parse(hex.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString() : escape.Value[1..]);

    [GeneratedRegex("""\\(u(?<hex>[0-9a-fA-F]{4})|["\\/])""")]
    private static partial Regex Escape();

    private static IEnumerable<string> Base64(string value) =>
        Enumerable.Range(0, 3).Select(offset => Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', offset) + value)));

    private static IEnumerable<string> Lines(string key) => key.Split('\n').Where(line => line.Length >= Window && !line.StartsWith("-----", StringComparison.Ordinal));

    private static string Key()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }
}
