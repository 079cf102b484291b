using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GatewayKit.Store.Secrets;

/// <summary>Decides which members of an object are secrets, by their keys and by the place of the object.</summary>
internal readonly partial struct MemberSecrets
{
    private readonly bool _isInSecret;
    private readonly bool _isOfHeader;
    private readonly bool _areHeaders;
    private readonly SecretPlace _place;

    /// <param name="members">The object.</param>
    /// <param name="isInSecret">Whether it is part of a secret.</param>
    public MemberSecrets(JsonObject members, bool isInSecret)
    {
        _isInSecret = isInSecret;
        _isOfHeader = members.Any(m => m.Value is JsonValue value && value.TryGetValue<string>(out var name) && IsHeader(name));
        _place = SecretPlaces.Of(members, out _areHeaders);
    }

    /// <summary>Returns whether the value of a member, or everything in it, is a secret.</summary>
    /// <param name="key">The member's key.</param>
    /// <param name="value">Its value.</param>
    public bool Has(string key, JsonNode? value) => _isInSecret
        ? value is not JsonValue || !PublicKey().IsMatch(key)
        : SecretKey().IsMatch(key) || SecretHeaderKey().IsMatch(key) || (_areHeaders && IsHeader(key)) || IsAtPlace(key)
            || (_isOfHeader && ValueKey().IsMatch(key));

    private bool IsAtPlace(string key) => _place switch
    {
        SecretPlace.Value => ValueKey().IsMatch(key),
        SecretPlace.Members => true,
        SecretPlace.Requests => !SecretPlaces.IsHarmless(key),
        _ => false,
    };

    private static bool IsHeader(string name) => SecretHeader().IsMatch(name);

    [GeneratedRegex("password|passphrase|secret|credential|privatekey|connectionstring|^jwks$|^pwd$|^pin$|keyhash|"
        + "(^|api|access|signing|client|shared|account|encryption|hmac)_?-?keys?$|"
        + "(^|access|refresh|bearer|id|auth|api|session|private|deploy|bot)_?-?tokens?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretKey();

    /// <summary>The names of headers that are keys of objects with other members, too.</summary>
    [GeneratedRegex(@"\A((proxy-)?authorization|(set-)?cookie|api-key|ocp-apim-subscription-key|x-(.*-)?(key|token|secret|auth))\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretHeaderKey();

    [GeneratedRegex(@"\A(.*[-_])?(authorization|cookie|apikey|key|token|secret|auth|password|signature|credential|jwt|session)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretHeader();

    [GeneratedRegex(@"\A(id|prefix|expiresAt)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PublicKey();

    [GeneratedRegex(@"\A(set|append|value|values)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ValueKey();
}
