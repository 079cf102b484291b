using System.ComponentModel.DataAnnotations;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>The options of <c>http-signature</c>.</summary>
public sealed record HttpSignatureOptions : IValidatedOptions
{
    private const int MaximumRequiredComponents = 32;

    /// <summary>
    /// The components that a signature must cover (RFC 9421, section 2): fields in lower case, and <c>@method</c>, <c>@authority</c>,
    /// <c>@path</c>, <c>@query</c>, <c>@target-uri</c>, <c>@scheme</c>, <c>@request-target</c>; with parameters as in a signature, such as
    /// <c>"@query-param";name="id"</c>. <c>@target-uri</c> covers <c>@scheme</c>, <c>@authority</c>, <c>@path</c> and <c>@query</c>, too;
    /// <c>@request-target</c> covers the last two.
    /// </summary>
    public IReadOnlyList<string> RequiredComponents { get; init; } = ["@method", "@authority", "@path", "@query"];

    /// <summary>
    /// The handling of bodies: <c>required</c> rejects a request with a body unless its signature covers <c>Content-Digest</c> (RFC 9530),
    /// <c>optional</c> verifies the digest if the request has it.
    /// </summary>
    public ContentDigestRule ContentDigest { get; init; }

    /// <summary>
    /// The largest announced body that is read into memory and verified before the request is forwarded; 0 for none. Other bodies are
    /// verified while they are forwarded.
    /// </summary>
    public ByteSize BufferLimit { get; init; } = ByteSize.Kilobytes(64);

    /// <summary>The time after its creation (<c>created</c>) in which a signature is accepted.</summary>
    [DurationRange("1s", "1d")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The tolerated difference between the clocks of the client and the gateway.</summary>
    [DurationRange("0s", "5m")]
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a signature needs an expiration time (<c>expires</c>). If it has one, it is always checked.</summary>
    public bool RequireExpires { get; init; }

    /// <summary>
    /// The handling of nonces: <c>optional</c> accepts a signature with a nonce once, <c>required</c> rejects signatures without one,
    /// <c>ignored</c> accepts each signature until it expires.
    /// </summary>
    public NonceRule Nonce { get; init; }

    /// <summary>
    /// The handling of nonces while a shared counter store can't be reached: <c>reject</c> answers 503, <c>continue</c> accepts the
    /// signature.
    /// </summary>
    public StoreErrorPolicy OnStoreError { get; init; }

    /// <summary>
    /// The application tag (<c>tag</c>) of signatures for the gateway, in printable ASCII; others are ignored. Default: any or none, and a
    /// request can have only one signature.
    /// </summary>
    [StringLength(256, MinimumLength = 1)]
    public string? Tag { get; init; }

    /// <summary>The realm in the challenge of a 401 response (RFC 9110, section 11.5), in printable ASCII.</summary>
    public string Realm { get; init; } = "gateway";

    /// <summary>Whether to remove <c>Signature</c> and <c>Signature-Input</c> before later plugins and the upstream see the
    /// request.</summary>
    public bool HideCredentials { get; init; } = true;

    /// <summary>The limit of invalid signatures per client address. Beyond it, they are answered with 429.</summary>
    public FailureLimitOptions Failures { get; init; } = new();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var error in Challenge.ValidateRealm("realm", Realm))
            yield return error;
        if (Tag is not null && Tag.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            yield return new OptionsError("tag", "must contain only printable ASCII characters and spaces");
        if (BufferLimit.Bytes < 0)
            yield return new OptionsError("bufferLimit", $"is {BufferLimit}; it must not be negative");
        if (RequiredComponents.Count is 0 or > MaximumRequiredComponents)
        {
            yield return new OptionsError(
                "requiredComponents", $"has {RequiredComponents.Count} components; it must have 1 to {MaximumRequiredComponents}");
            yield break;
        }

        var seen = new List<Component>();
        for (var i = 0; i < RequiredComponents.Count; i++)
        {
            var (place, quoted) = ($"requiredComponents[{i}]", HeaderOptions.Quoted(RequiredComponents[i]));
            if (!Component.TryParse(RequiredComponents[i], out var component))
            {
                yield return new OptionsError(
                    place, $"is {quoted}; it must be a field in lower case, @method, @authority, @path, @query, @target-uri, @scheme, "
                        + "@request-target, or an identifier such as \"@query-param\";name=\"id\"");
            }
            else if (seen.Exists(component.Is))
            {
                yield return new OptionsError(place, $"is {quoted}, a duplicate; list each component once");
            }
            else
            {
                seen.Add(component);
            }
        }
    }
}
