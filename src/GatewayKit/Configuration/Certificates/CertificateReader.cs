using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Sources;

namespace GatewayKit.Configuration.Certificates;

/// <summary>Reads certificates from files. Errors name the option of the file, and never a password or a key.</summary>
/// <param name="resolve">Returns the full path of a configured file.</param>
/// <param name="errors">Collects the errors.</param>
internal sealed class CertificateReader(Func<string, string> resolve, ICollection<OptionsError> errors)
{
    /// <summary>The maximum size of a file in bytes.</summary>
    public const int MaximumBytes = 1 << 20;

    // RFC 8410, section 3.
    private const string Ed25519 = "1.3.101.112";
    private const string Ed448 = "1.3.101.113";

    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    /// <summary>Gets the full paths of the files that were read, or that could not be read.</summary>
    public IReadOnlyCollection<string> Paths => _paths;

    /// <summary>Reads a certificate with its private key.</summary>
    /// <param name="files">The files. They are valid options.</param>
    /// <param name="option">The option of <paramref name="files"/>, such as <c>clientCertificate</c>.</param>
    /// <returns>The certificate; null after an error.</returns>
    public LoadedCertificate? Read(CertificateFiles files, string option)
        => files.Pfx is { Length: > 0 } pfx
            ? ReadPfx(pfx, files.Password, option + ".pfx")
            : ReadPem(files.Certificate!, files, option);

    /// <summary>Reads the certificates of a PEM file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">Its option, such as <c>trustedRoots[0]</c>.</param>
    /// <returns>The certificates in the order of the file; null after an error.</returns>
    public X509Certificate2Collection? ReadAll(string path, string option)
        => ReadText(path, option) is { } text ? Certificates(text, path, option) : null;

    private LoadedCertificate? ReadPem(string path, CertificateFiles files, string option)
    {
        var text = ReadText(path, option + ".certificate");
        var certificates = text is null ? null : Certificates(text, path, option + ".certificate");
        var (keyPath, keyOption) = files.Key is { Length: > 0 } key ? (key, option + ".key") : (path, option + ".certificate");
        var keyText = files.Key is { Length: > 0 } ? ReadText(keyPath, keyOption) : text;
        if (certificates is null || keyText is null)
            return null;

        if (PemText.IsKeyEncrypted(keyText) is not { } isEncrypted)
            return Refuse(keyOption, keyPath, "has no PEM private key (-----BEGIN PRIVATE KEY-----)");
        if (isEncrypted && files.Password is null)
            return Refuse(keyOption, keyPath, "has an encrypted private key; set 'password'");

        try
        {
            var leaf = certificates[0];
            if (leaf.PublicKey.Oid.Value is Ed25519 or Ed448)
                return Refuse(option + ".certificate", path, "has an Ed25519 or Ed448 key, which .NET doesn't support; use RSA or ECDSA");

            var pem = leaf.ExportCertificatePem();
            var whole = isEncrypted
                ? X509Certificate2.CreateFromEncryptedPem(pem, keyText, files.Password)
                : X509Certificate2.CreateFromPem(pem, keyText);
            certificates.RemoveAt(0);
            return new LoadedCertificate(Usable(whole), certificates);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return Refuse(keyOption, keyPath, isEncrypted
                ? "has an encrypted private key that can't be decrypted with the password, or that isn't the key of the first certificate"
                : "has a private key that can't be read or isn't the key of the first certificate");
        }
    }

    private LoadedCertificate? ReadPfx(string path, string? password, string option)
    {
        if (ReadBytes(path, option) is not { } bytes)
            return null;

        try
        {
            var certificates = X509CertificateLoader.LoadPkcs12Collection(bytes, password);
            if (certificates.FirstOrDefault(certificate => certificate.HasPrivateKey) is not { } leaf)
                return Refuse(option, path, "has no certificate with a private key");

            certificates.Remove(leaf);
            return new LoadedCertificate(leaf, certificates);
        }
        catch (CryptographicException)
        {
            return Refuse(option, path, password is null
                ? "isn't a valid PKCS#12 file without a password"
                : "isn't a valid PKCS#12 file, or has another password");
        }
    }

    /// <summary>The TLS implementation of Windows can't use a key that is only in memory.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate)
        => OperatingSystem.IsWindows()
            ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null)
            : certificate;

    private X509Certificate2Collection? Certificates(string text, string path, string option)
    {
        var certificates = PemText.Certificates(text, out var problem);
        if (problem is null)
            return certificates;

        Refuse(option, path, problem);
        return null;
    }

    private string? ReadText(string path, string option) => ReadBytes(path, option) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private byte[]? ReadBytes(string path, string option)
    {
        var full = resolve(path);
        _paths.Add(full);
        if (FileContent.TryRead(full, MaximumBytes, out var bytes, out var error))
            return bytes;

        errors.Add(new OptionsError(option, $"is {DisplayText.Text(path)}, which can't be used: {error}"));
        return null;
    }

    private LoadedCertificate? Refuse(string option, string path, string problem)
    {
        errors.Add(new OptionsError(option, $"is {DisplayText.Text(path)}; the file {problem}"));
        return null;
    }
}
