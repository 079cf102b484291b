using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace GatewayKit.Tokens;

/// <summary>A private key of the gateway and its public form.</summary>
internal sealed class SigningKey : IDisposable
{
    private const int MinimumRsaBits = 2048;
    private const long MaxFile = 64 * 1024;

    private readonly AsymmetricAlgorithm _algorithm;

    private SigningKey(AsymmetricAlgorithm algorithm, AsymmetricSecurityKey key, string name)
    {
        _algorithm = algorithm;
        Algorithm = name;

        // The caches of the library are static and would keep a plugin's assembly in memory.
        key.CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false };
        Public = JsonWebKeyConverter.ConvertFromSecurityKey(key);
        KeyId = Base64UrlEncoder.Encode(Public.ComputeJwkThumbprint());
        key.KeyId = KeyId;
        Credentials = new SigningCredentials(key, name);
    }

    /// <summary>Gets the algorithm (RFC 7518, section 3.1).</summary>
    public string Algorithm { get; }

    /// <summary>Gets the thumbprint of the key (RFC 7638), which is its id.</summary>
    public string KeyId { get; }

    /// <summary>Gets the key. Publish only its public parameters.</summary>
    public JsonWebKey Public { get; }

    public SigningCredentials Credentials { get; }

    /// <summary>Loads a private key.</summary>
    /// <param name="option">The option that names the file.</param>
    /// <param name="path">The full path.</param>
    /// <param name="files">Watches the file.</param>
    /// <exception cref="PluginOptionsException">The file can't be read or has no such key.</exception>
    public static SigningKey Load(string option, string path, IPluginFiles files)
    {
        files.Watch(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > MaxFile)
                throw Invalid("is too large for a key");

            using var reader = new StreamReader(stream);
            return Import(reader.ReadToEnd(), Invalid);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Invalid("can't be read: " + error.Message);
        }

        PluginOptionsException Invalid(string reason)
            => new([new OptionsError(option, $"names the file {HeaderOptions.Quoted(path)}, which {reason}")]);
    }

    public void Dispose() => _algorithm.Dispose();

    private static SigningKey Import(string pem, Func<string, PluginOptionsException> invalid)
    {
        if (pem.Contains("BEGIN ENCRYPTED", StringComparison.Ordinal))
            throw invalid("is encrypted; decrypt the key and restrict access to the file");

        if (TryImport(RSA.Create(), pem) is { } rsa)
        {
            return rsa.KeySize >= MinimumRsaBits
                ? new SigningKey(rsa, new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSha256)
                : throw invalid($"has an RSA key of {rsa.KeySize} bits; it must have at least {MinimumRsaBits}");
        }

        if (TryImport(ECDsa.Create(), pem) is { } ec)
        {
            return ec.ExportParameters(false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
                ? new SigningKey(ec, new ECDsaSecurityKey(ec), SecurityAlgorithms.EcdsaSha256)
                : throw invalid("has a key on another curve; it must be P-256");
        }

        throw invalid("has no private key; it must have an RSA or P-256 key in PEM");
    }

    /// <summary>Returns the key if the text has a private key of its kind; otherwise disposes it.</summary>
    private static T? TryImport<T>(T key, string pem)
        where T : AsymmetricAlgorithm
    {
        try
        {
            key.ImportFromPem(pem);
            _ = key.ExportPkcs8PrivateKey(); // throws for a public key
            return key;
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }
}
