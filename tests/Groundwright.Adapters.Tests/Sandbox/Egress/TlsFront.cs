using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Groundwright.Testing;

namespace Groundwright.Adapters.Tests.Sandbox.Egress;

/// <summary>Puts TLS, with a certificate of its own for a name, before a port of this machine.</summary>
internal sealed class TlsFront : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly LoopbackServer server;
    private readonly X509Certificate2 certificate;
    private readonly int behind;

    internal TlsFront(string name, int behind)
    {
        this.behind = behind;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        folder.Write("certificate.pem", certificate.ExportCertificatePem());
        server = new LoopbackServer(Serve);
    }

    /// <summary>File with the certificate to trust.</summary>
    internal string Certificate => folder["certificate.pem"];

    internal int Port => server.Port;

    public void Dispose()
    {
        server.Dispose();
        certificate.Dispose();
        folder.Dispose();
    }

    private async Task Serve(Socket client)
    {
        await using var inside = new NetworkStream(client, ownsSocket: false);
        await using var outside = new SslStream(inside);
        await outside.AuthenticateAsServerAsync(certificate);
        using var plain = new TcpClient();
        await plain.ConnectAsync(IPAddress.Loopback, behind);
        var asked = outside.CopyToAsync(plain.GetStream());
        // The server says all it has to say, and closes.
        await plain.GetStream().CopyToAsync(outside);
        await outside.ShutdownAsync();
        client.Shutdown(SocketShutdown.Send);
        await asked;
    }
}
