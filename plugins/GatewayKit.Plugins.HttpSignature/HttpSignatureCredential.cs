using System.ComponentModel.DataAnnotations;
using System.Text;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>A credential of type <c>http-signature</c>: a key of a consumer, bound to one algorithm.</summary>
public sealed record HttpSignatureCredential : IConsumerCredential, IValidatedOptions
{
    /// <summary>The maximum length of a key id, in characters.</summary>
    public const int MaximumKeyIdLength = 256;

    private SignatureKey? _key;

    /// <summary>The id of the key in signatures (<c>keyid</c>), in printable ASCII.</summary>
    [StringLength(MaximumKeyIdLength, MinimumLength = 1)]
    public required string KeyId { get; init; }

    /// <summary>
    /// The only algorithm of the key: <c>hmac-sha256</c>, <c>rsa-pss-sha512</c>, <c>rsa-v1_5-sha256</c>, <c>ecdsa-p256-sha256</c>,
    /// <c>ecdsa-p384-sha384</c> or <c>ed25519</c>.
    /// </summary>
    public required string Algorithm { get; init; }

    /// <summary>
    /// The secret of <c>hmac-sha256</c>: its UTF-8 bytes, at least 32, or a JSON Web Key of the type <c>oct</c>. Generate it at random.
    /// </summary>
    [Secret]
    public string? Secret { get; init; }

    /// <summary>The public key of any other algorithm: PEM (also a certificate) or a JSON Web Key. RSA keys need at least 2048
    /// bits.</summary>
    public string? PublicKey { get; init; }

    CredentialKey IConsumerCredential.Key => CredentialKey.FromSecret(KeyId);

    /// <summary>Gets the key; created at the first use.</summary>
    internal SignatureKey Key => _key ??= Read(out _) ?? throw new InvalidOperationException("The credential hasn't been validated.");

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (KeyId.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            yield return new OptionsError("keyId", "must contain only printable ASCII characters and spaces");
        if (!SignatureAlgorithms.All.Contains(Algorithm))
        {
            yield return new OptionsError(
                "algorithm", $"is {HeaderOptions.Quoted(Algorithm)}; it must be {string.Join(", ", SignatureAlgorithms.All)}");
        }
        else if (Secret is null == PublicKey is null)
        {
            yield return new OptionsError("", "must have either 'secret' or 'publicKey'");
        }
        else if (Read(out var problem) is null)
        {
            yield return new OptionsError(Secret is null ? "publicKey" : "secret", problem!);
        }
    }

    /// <summary>Returns the name of the type: the default implementation of a record would include the secret.</summary>
    public override string ToString() => nameof(HttpSignatureCredential);

    private SignatureKey? Read(out string? problem)
    {
        var material = Secret is not null ? ReadSecret(Secret, out problem) : ReadPublicKey(PublicKey!, out problem);
        if (material is null)
            return null;

        if (Secret is null != material.Secret is null)
        {
            problem = Secret is null ? "is a secret; set 'secret' instead" : "is a public key; set 'publicKey' instead";
            return null;
        }

        var key = material.For(Algorithm);
        problem = key is null ? $"is {material.Type}, which '{Algorithm}' can't use" : null;
        return key;
    }

    private static KeyMaterial? ReadSecret(string secret, out string? problem)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        return secret.StartsWith('{') ? JwkKeys.Read(bytes, out problem) : KeyChecks.OfSecret(bytes, out problem);
    }

    private static KeyMaterial? ReadPublicKey(string text, out string? problem)
    {
        problem = "must be PEM or a JSON Web Key";
        return PemKeys.IsPem(text) ? PemKeys.Read(text, out problem)
            : text.StartsWith('{') ? JwkKeys.Read(Encoding.UTF8.GetBytes(text), out problem)
            : null;
    }
}
