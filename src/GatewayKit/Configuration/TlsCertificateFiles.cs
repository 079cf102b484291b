using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration;

/// <summary>The files of one certificate with its private key, or a folder with the files of several.</summary>
public sealed record TlsCertificateFiles : IValidatedOptions
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

    /// <summary>
    /// A folder, instead of files: each <c>NAME.crt</c> or <c>NAME.pem</c> with <c>NAME.key</c>, each <c>.pfx</c> and <c>.p12</c>, and in
    /// each of its folders <c>tls.crt</c> with <c>tls.key</c> or <c>fullchain.pem</c> with <c>privkey.pem</c>. Other files are ignored.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>The password of the encrypted key or of the PKCS#12 file; for a folder, that of all its files.
    /// Default: there is none.</summary>
    [Secret]
    public string? Password { get; init; }

    /// <summary>The location, used in messages.</summary>
    internal ConfigLocation Location { get; init; }

    /// <summary>Gets whether a value depends on a variable that isn't set, so that nothing can be read.</summary>
    internal bool IsUnset { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        var given = new[] { Certificate, Pfx, Folder }.Count(path => !string.IsNullOrEmpty(path));
        if (given != 1)
            yield return new OptionsError("", "must have exactly one of 'certificate', 'pfx' and 'folder'");
        else if (Key is not null && string.IsNullOrEmpty(Certificate))
            yield return new OptionsError("key", $"is {DisplayText.Text(Key)}; it is allowed only with 'certificate'");
    }

    /// <summary>Returns the name of the file: the default implementation of a record would include the password.</summary>
    public override string ToString() => Certificate ?? Pfx ?? Folder ?? nameof(TlsCertificateFiles);
}
