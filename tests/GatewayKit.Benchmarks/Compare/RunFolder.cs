using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Benchmarks.Compare;

/// <summary>The files of a run: a certificate that signs itself, and a folder for each proxy. All are deleted at the end,
/// also by Ctrl+C.</summary>
internal sealed class RunFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gatewaykit-compare-");
    private readonly PosixSignalRegistration[] _signals;
    private int _proxies;

    public RunFolder()
    {
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }
            .Select(signal => PosixSignalRegistration.Create(signal, _ => Delete()))];
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=api.example.com", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        CertificateHash = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        Certificate = Path.Combine(_folder.FullName, "certificate.pem");
        File.WriteAllText(Certificate, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    /// <summary>The path of the certificate with its private key.</summary>
    public string Certificate { get; }

    public string CertificateHash { get; }

    /// <summary>Creates a folder.</summary>
    public string Next() => _folder.CreateSubdirectory(FormattableString.Invariant($"{++_proxies}")).FullName;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        Delete();
    }

    private void Delete()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // A signal has come first.
        }
    }
}
