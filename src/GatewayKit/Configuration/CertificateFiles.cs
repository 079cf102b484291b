using GatewayKit.Configuration.Messages;

namespace GatewayKit.Configuration;

/// <summary>The files of a certificate with its private key: PEM files, or a PKCS#12 file.</summary>
public sealed record CertificateFiles : IValidatedOptions
{
    /// <summary>
    /// The PEM file with the certificate, followed by the intermediate certificates of its chain. A relative path is relative to the folder
    /// of the configuration file.
    /// </summary>
    public string? Certificate { get; init; }

    /// <summary>
    /// The PEM file with the private key: PKCS#8, also encrypted, PKCS#1 or SEC 1. Default: the file of the certificate contains it.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>The PKCS#12 file (<c>.pfx</c>, <c>.p12</c>) with the certificate, its private key and the intermediate certificates,
    /// instead of PEM files.</summary>
    public string? Pfx { get; init; }

    /// <summary>The password of the encrypted key or of the PKCS#12 file. Default: there is none.</summary>
    [Secret]
    public string? Password { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (string.IsNullOrEmpty(Certificate) == string.IsNullOrEmpty(Pfx))
            yield return new OptionsError("", "must have either 'certificate' or 'pfx'");
        else if (Key is not null && Pfx is not null)
            yield return new OptionsError("key", $"is {DisplayText.Text(Key)}; it must be absent, because 'pfx' contains the key");
    }

    /// <summary>Returns the name of the file: the default implementation of a record would include the password.</summary>
    public override string ToString() => Certificate ?? Pfx ?? nameof(CertificateFiles);
}
