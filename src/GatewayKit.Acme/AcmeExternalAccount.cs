using System.ComponentModel.DataAnnotations;
using GatewayKit.Authentication;

namespace GatewayKit.Acme;

/// <summary>An account at the certificate authority (RFC 8555, section 7.3.4).</summary>
public sealed record AcmeExternalAccount : IValidatedOptions
{
    private const int ShortestKey = 16;

    /// <summary>The id that the certificate authority gave.</summary>
    [StringLength(512, MinimumLength = 1)]
    public required string KeyId { get; init; }

    /// <summary>The secret that the certificate authority gave, in base64url.</summary>
    [Secret, StringLength(1024, MinimumLength = 1)]
    public required string HmacKey { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => DecodeKey() is { Length: >= ShortestKey } ? [] : [new OptionsError("hmacKey", "must be at least 16 bytes in base64url")];

    /// <summary>Returns the name of the type: the default implementation of a record would include the secret.</summary>
    public override string ToString() => nameof(AcmeExternalAccount);

    /// <summary>Returns the secret; empty if it is invalid. Padding, which some authorities add, is ignored.</summary>
    internal byte[] DecodeKey() => StrictBase64Url.TryDecode(HmacKey.AsSpan().TrimEnd('='), out var key) ? key : [];
}
