using System.Security.Cryptography;
using Groundwright.Core.Problems;

namespace Groundwright.Core.Environments.Provenance;

/// <summary>A key that signs releases, or checks signatures: ECDSA on P-256, or RSA of 2048 bits and more, from a PEM file.</summary>
public sealed class ReleaseKey : IDisposable
{
    /// <summary>Variable that names the file of the private key. Not set: releases are not signed.</summary>
    public const string Variable = "GROUNDWRIGHT_SIGNING_KEY";

    private readonly AsymmetricAlgorithm key;

    private ReleaseKey(AsymmetricAlgorithm key)
    {
        this.key = key;
        Id = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>SHA-256 of the public key, lower-case hex.</summary>
    public string Id { get; }

    /// <summary>The key in a file, private or public.</summary>
    /// <exception cref="GroundwrightException">GW2073: it is not there, or no such key.</exception>
    public static ReleaseKey Load(string file)
    {
        try
        {
            return new ReleaseKey(Import(File.ReadAllText(file)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new GroundwrightException(Problem.Of(EnvironmentProblems.SigningKey, $"the key {file} cannot be used", $"{fault.Message}\nNothing was signed.",
                new Remedy("openssl ecparam -genkey -name prime256v1 -noout -out key.pem", "makes a key"),
                new Remedy("openssl pkey -in key.pem -pubout -out public.pem", "makes its public half, for those who check")), fault);
        }
    }

    /// <summary>Signs bytes.</summary>
    /// <exception cref="GroundwrightException">GW2073: this is a public key.</exception>
    public byte[] Sign(byte[] data)
    {
        try
        {
            return key is ECDsa curve
                ? curve.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
                : ((RSA)key).SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException fault)
        {
            throw new GroundwrightException(Problem.Of(EnvironmentProblems.SigningKey, "the signing key does not sign", $"{fault.Message}\nA private key is needed. Nothing was recorded."), fault);
        }
    }

    /// <summary>Whether a signature is by this key.</summary>
    public bool Verifies(byte[] data, byte[] signature) => key is ECDsa curve
        ? curve.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
        : ((RSA)key).VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    private static AsymmetricAlgorithm Import(string pem)
    {
        try
        {
            var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            return curve.KeySize == 256 ? curve : throw new ArgumentException("Of elliptic curves only P-256 is used.");
        }
        catch (CryptographicException)
        {
            // Not an elliptic curve: the other kind says what is wrong.
        }
        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return rsa.KeySize >= 2048 ? rsa : throw new ArgumentException("RSA keys must have 2048 bits or more.");
    }
}
