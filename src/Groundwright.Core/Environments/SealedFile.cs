using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Groundwright.Core.Environments;

/// <summary>An encrypted file: a header in clear (mark, expiry), which the seal covers too, then nonce, tag and ciphertext (AES-256-GCM).</summary>
internal static class SealedFile
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = 16;
    private static ReadOnlySpan<byte> Mark => "GWPLAN01"u8;

    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> content, DateTimeOffset expires)
    {
        var file = new byte[HeaderLength + NonceLength + TagLength + content.Length];
        Mark.CopyTo(file);
        BinaryPrimitives.WriteInt64BigEndian(file.AsSpan(Mark.Length), expires.ToUnixTimeMilliseconds());
        var nonce = file.AsSpan(HeaderLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, content, file.AsSpan(HeaderLength + NonceLength + TagLength), file.AsSpan(HeaderLength + NonceLength, TagLength), file.AsSpan(0, HeaderLength));
        return file;
    }

    /// <returns>The content; null when the file was changed, cut or sealed with another key.</returns>
    public static byte[]? Unseal(byte[] key, ReadOnlySpan<byte> file)
    {
        if (Expiry(file) is null || file.Length < HeaderLength + NonceLength + TagLength) return null;
        var nonce = file.Slice(HeaderLength, NonceLength);
        var tag = file.Slice(HeaderLength + NonceLength, TagLength);
        var cipher = file[(HeaderLength + NonceLength + TagLength)..];
        var content = new byte[cipher.Length];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(nonce, cipher, tag, content, file[..HeaderLength]);
            return content;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <returns>When the content stops being needed; null when this is no sealed file.</returns>
    public static DateTimeOffset? Expiry(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderLength || !file.StartsWith(Mark)) return null;
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(file[Mark.Length..]);
        return milliseconds is >= 0 and <= 253_402_300_799_999 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }

    /// <inheritdoc cref="Expiry(ReadOnlySpan{byte})"/>
    public static DateTimeOffset? ExpiryOf(string path)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        using var file = File.OpenRead(path);
        return Expiry(header[..file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false)]);
    }
}
