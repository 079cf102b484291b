using System.ComponentModel.DataAnnotations;
using System.Text;
using GatewayKit.Authentication;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.Jwt;

/// <summary>
/// A credential of type <c>jwt</c>. With <c>secret</c> or <c>publicKey</c>, the consumer signs its own tokens: <c>keyId</c>, <c>issuer</c>
/// or both find the key of a token. With <c>subject</c>, tokens of an identity provider that name this subject belong to the consumer.
/// </summary>
public sealed record JwtCredential : IConsumerCredential, IValidatedOptions
{
    private VerificationKey? _key;

    /// <summary>The issuer of the tokens (<c>iss</c>).</summary>
    [StringLength(1024, MinimumLength = 1)]
    public string? Issuer { get; init; }

    /// <summary>The id of the key in the tokens' header (<c>kid</c>).</summary>
    [StringLength(256, MinimumLength = 1)]
    public string? KeyId { get; init; }

    /// <summary>The secret: its UTF-8 bytes, at least 32, or a JSON Web Key of the type <c>oct</c>. Generate it at random.</summary>
    [Secret]
    public string? Secret { get; init; }

    /// <summary>The public key: PEM (also a certificate) or a JSON Web Key. RSA keys need at least 2048 bits.</summary>
    public string? PublicKey { get; init; }

    /// <summary>The value of the consumer's claim (<c>consumerClaim</c>, by default <c>sub</c>) in tokens of the issuer.</summary>
    [StringLength(ClaimNames.MaximumLength, MinimumLength = 1)]
    public string? Subject { get; init; }

    CredentialKey IConsumerCredential.Key => Subject is not null ? OfSubject(Issuer!, Subject) : OfKey(Issuer, KeyId);

    /// <summary>Gets the key; null for a subject.</summary>
    internal VerificationKey? Key => _key ??= Read(out _);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (new[] { Secret, PublicKey, Subject }.Count(value => value is not null) != 1)
        {
            yield return new OptionsError("", "must have one of 'secret', 'publicKey' and 'subject'");
            yield break;
        }

        if (Subject is not null && (Issuer is null || KeyId is not null))
            yield return new OptionsError("", "with 'subject' needs 'issuer' and can't have 'keyId'");
        if (Subject is null && Issuer is null && KeyId is null)
            yield return new OptionsError("", "needs 'keyId' or 'issuer', which find the key of a token");
        foreach (var (name, text) in new[] { ("issuer", Issuer), ("keyId", KeyId), ("subject", Subject) })
        {
            if (text?.Any(char.IsControl) == true)
                yield return new OptionsError(name, "must not contain control characters");
        }

        if (Subject is null && Read(out var problem) is null)
            yield return new OptionsError(Secret is null ? "publicKey" : "secret", problem!);
    }

    /// <summary>Returns the name of the type: the default implementation of a record would include the secret.</summary>
    public override string ToString() => nameof(JwtCredential);

    /// <summary>Returns the key of the credential that verifies a token.</summary>
    internal static CredentialKey OfKey(string? issuer, string? keyId) => CredentialKey.FromSecret($"key\n{issuer}\n{keyId}");

    /// <summary>Returns the key of the credential that owns a subject.</summary>
    internal static CredentialKey OfSubject(string issuer, string subject) => CredentialKey.FromSecret($"subject\n{issuer}\n{subject}");

    private VerificationKey? Read(out string? problem)
    {
        if (PublicKey is null)
            return FromSecret(out problem);
        if (PemReader.IsPem(PublicKey))
            return PemReader.TryRead(PublicKey, null, out var pem, out problem) ? pem : null;
        if (!StrictJson.TryParseObject(Encoding.UTF8.GetBytes(PublicKey), 8, out var jwk))
        {
            problem = "must be PEM or a JSON Web Key";
            return null;
        }

        if (JwkReader.IsPrivate(jwk))
        {
            problem = "is a private key; only the consumer may have it. Configure the public key";
            return null;
        }

        if (!JwkReader.TryRead(jwk, out var key, out problem))
            return null;
        if (!key.IsSymmetric)
            return key;

        problem = "is a secret; set 'secret' instead";
        return null;
    }

    private VerificationKey? FromSecret(out string? problem)
    {
        problem = "is missing";
        if (Secret is null)
            return null;

        var bytes = Encoding.UTF8.GetBytes(Secret);
        if (Secret.StartsWith('{') && StrictJson.TryParseObject(bytes, 8, out var jwk))
        {
            if (!JwkReader.TryRead(jwk, out var key, out problem))
                return null;
            if (key.IsSymmetric)
                return key;

            problem = "is a public key; set 'publicKey' instead";
            return null;
        }

        return JwkReader.FromSecret(bytes, out problem) is var (security, algorithms)
            ? new VerificationKey(null, security, JwkReader.Thumbprint(security), algorithms)
            : null;
    }
}
