using System.ComponentModel.DataAnnotations;
using GatewayKit.Authentication;

namespace GatewayKit.Plugins.KeyAuth;

/// <summary>An API key of a consumer: the key or its hash. The gateway stores only the hash.</summary>
public sealed record KeyAuthCredential : IConsumerCredential, IValidatedOptions
{
    /// <summary>The maximum length of a key, in characters.</summary>
    public const int MaximumLength = 4096;

    private const int MinimumSecretLength = 16;

    /// <summary>The key. Use a long random value: keys are hashed with a fast, unsalted hash.</summary>
    [Secret, StringLength(MaximumLength, MinimumLength = 1)]
    public string? Key { get; init; }

    /// <summary>The hash of the key: <c>sha256:</c> and the SHA-256 of its UTF-8 bytes in 64 hexadecimal digits.</summary>
    [Secret]
    public string? KeyHash { get; init; }

    /// <summary>A name for the key, for logs, traces and the command <c>last-use</c>: letters, digits, dots, hyphens and
    /// underscores.</summary>
    [RegularExpression("[-._0-9A-Za-z]{1,64}", ErrorMessage = "must be 1 to 64 letters, digits, dots, hyphens and underscores")]
    public string? Id { get; init; }

    /// <summary>
    /// The beginning of the key, which isn't secret and is logged, such as <c>gwk_live_7Fq2</c>. Default: for a generated key, its prefix
    /// and
    /// 4 more characters.
    /// </summary>
    [RegularExpression("[-._0-9A-Za-z]{1,40}", ErrorMessage = "must be 1 to 40 letters, digits, dots, hyphens and underscores")]
    public string? Prefix { get; init; }

    /// <summary>The time from which the key is rejected, such as <c>2027-01-31T00:00:00Z</c>. Default: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    CredentialKey IConsumerCredential.Key
        => Key is not null ? CredentialKey.FromSecret(Key)
        : CredentialKey.TryParse(KeyHash, out var hash) ? hash
        : throw new InvalidOperationException("The credential hasn't been validated.");

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Key is null == KeyHash is null)
            yield return new OptionsError("", "must have either 'key' or 'keyHash'");

        // A client could never present this key: HTTP servers trim the spaces around a header value.
        if (Key is { Length: > 0 } && (char.IsWhiteSpace(Key[0]) || char.IsWhiteSpace(Key[^1]) || Key.Any(char.IsControl)))
            yield return new OptionsError("key", "must not start or end with a space or contain control characters");
        if (KeyHash is not null && !CredentialKey.TryParse(KeyHash, out _))
            yield return new OptionsError("keyHash", "must be 'sha256:' followed by 64 hexadecimal digits");
        if (Key is not null && Prefix is not null && !Key.StartsWith(Prefix, StringComparison.Ordinal))
            yield return new OptionsError("prefix", "must be the beginning of the key");
        else if (Key is not null && Prefix is not null && Key.Length - Prefix.Length < MinimumSecretLength)
            yield return new OptionsError("prefix", "must leave at least 16 characters of the key secret");
    }

    /// <summary>Returns the name of the type: the default implementation of a record would include the key.</summary>
    public override string ToString() => nameof(KeyAuthCredential);

    /// <summary>Returns what can be shown of the key: its id, its visible beginning, or both.</summary>
    /// <param name="quote">The quotation mark around the id.</param>
    internal string Describe(string quote = "'")
    {
        var prefix = Prefix ?? (Key is null ? null : ApiKey.VisiblePart(Key));
        return (Id, prefix) switch
        {
            (null, null) => "without an id",
            (null, _) => $"{prefix}...",
            (_, null) => $"{quote}{Id}{quote}",
            _ => $"{quote}{Id}{quote} ({prefix}...)",
        };
    }
}
