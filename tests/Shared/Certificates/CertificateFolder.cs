using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace GatewayKit.Tests.Shared;

/// <summary>A temporary folder with certificate files.</summary>
internal sealed class CertificateFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("certificates-").FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file by a rename, as tools that rotate certificates do, and returns its path.</summary>
    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(name) + ".new", content);
        File.Move(PathOf(name) + ".new", PathOf(name), overwrite: true);
        return PathOf(name);
    }

    /// <summary>Writes a certificate, the certificates of its chain and its private key in PEM to one file, and returns its path.</summary>
    public string WritePem(string name, X509Certificate2 certificate, params X509Certificate2[] chain)
        => Write(name, string.Join('\n',
            [KeyPem(certificate), certificate.ExportCertificatePem(), .. chain.Select(c => c.ExportCertificatePem())]));

    public static string KeyPem(X509Certificate2 certificate)
        => certificate.GetECDsaPrivateKey()?.ExportPkcs8PrivateKeyPem() ?? certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();

    public static string EncryptedKeyPem(X509Certificate2 certificate, string password)
        => certificate.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem(
            password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
