namespace Groundwright.Adapters.Terraform;

/// <summary>
/// The id of an AWS access key, which is no secret and tells the account it belongs to: behind the four letters of its kind come, in base 32, one bit and the 40 bits of the account
/// (worked out by Aidan Steele, "AWS Access Key ID formats", 2020, and Tal Be'ery, "A short note on AWS key ID", 2023).
/// </summary>
internal static class AccessKey
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Length = 20;
    private const int KindLength = 4;
    private const int AccountBits = 40;

    // 10 letters hold the first bit, the account and what follows it.
    private const int Read = 10;

    /// <summary>The account, 12 digits; null: the id is not of this form, as those of keys made before 2019 or for a stand-in of AWS.</summary>
    public static string? AccountOf(string id)
    {
        if (id.Length != Length || !(id.StartsWith("AKIA", StringComparison.Ordinal) || id.StartsWith("ASIA", StringComparison.Ordinal))) return null;
        long bits = 0;
        foreach (var letter in id.AsSpan(KindLength, Read))
        {
            var value = Letters.IndexOf(letter, StringComparison.Ordinal);
            if (value < 0) return null;
            bits = (bits << 5) | (uint)value;
        }
        // The first bit is set in ids that carry an account, and in no older one.
        var unused = (Read * 5) - 1 - AccountBits;
        if (bits >> (unused + AccountBits) != 1) return null;
        var account = (bits >> unused) & ((1L << AccountBits) - 1);
        return account < 1_000_000_000_000 ? account.ToString("D12", System.Globalization.CultureInfo.InvariantCulture) : null;
    }
}
