using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.KeyAuth;

/// <summary>An API key of a consumer: the key itself, or its hash. The gateway keeps the hash alone.</summary>
public sealed record KeyAuthCredential : IConsumerCredential, IValidatedOptions
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaximumLength = 4096;

    /// <summary>The key, 1 to 4096 characters. Make it long and random: it is hashed fast and unsalted.</summary>
    [Secret, StringLength(MaximumLength, MinimumLength = 1)]
    public string? Key { get; init; }

    /// <summary>The key's hash: <c>sha256:</c> and the SHA-256 of its UTF-8 bytes in 64 hexadecimal digits.</summary>
    [Secret]
    public string? KeyHash { get; init; }

    CredentialKey IConsumerCredential.Key
        => Key is not null ? CredentialKey.FromSecret(Key)
        : CredentialKey.TryParse(KeyHash, out var hash) ? hash
        : throw new InvalidOperationException("The credential has not been validated.");

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Key is null == KeyHash is null)
            yield return new OptionsError("", "must have either 'key' or 'keyHash'");

        // Such a key could never be presented: what reads a header takes the spaces around its value away.
        if (Key is { Length: > 0 } && (char.IsWhiteSpace(Key[0]) || char.IsWhiteSpace(Key[^1]) || Key.Any(char.IsControl)))
            yield return new OptionsError("key", "must have no space at its ends and no control character");
        if (KeyHash is not null && !CredentialKey.TryParse(KeyHash, out _))
            yield return new OptionsError("keyHash", "must be 'sha256:' and 64 hexadecimal digits");
    }

    /// <summary>The type's name: a record would show the key.</summary>
    public override string ToString() => nameof(KeyAuthCredential);
}
