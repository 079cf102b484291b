using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.KeyAuth;

/// <summary>An API key of a consumer: the key or its hash. The gateway stores only the hash.</summary>
public sealed record KeyAuthCredential : IConsumerCredential, IValidatedOptions
{
    /// <summary>The maximum length of a key, in characters.</summary>
    public const int MaximumLength = 4096;

    /// <summary>The key. Use a long random value: keys are hashed with a fast, unsalted hash.</summary>
    [Secret, StringLength(MaximumLength, MinimumLength = 1)]
    public string? Key { get; init; }

    /// <summary>The hash of the key: <c>sha256:</c> and the SHA-256 of its UTF-8 bytes in 64 hexadecimal digits.</summary>
    [Secret]
    public string? KeyHash { get; init; }

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
    }

    /// <summary>Returns the name of the type: the default implementation of a record would include the key.</summary>
    public override string ToString() => nameof(KeyAuthCredential);
}
