using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GatewayKit.Configuration.Binding;

namespace GatewayKit.Masking;

/// <summary>
/// Decides which members of an object are secrets: by the records of plugins, by their keys, and by the place of the object. A member that
/// a record doesn't have is a secret.
/// </summary>
internal readonly partial struct MemberSecrets
{
    private const string OptionsKey = "options";
    private const string CredentialsKey = "credentials";

    private static readonly SecretNames s_names = new([], []);

    private readonly SecretContext _context;
    private readonly bool _isOfHeader;
    private readonly bool _areHeaders;
    private readonly SecretPlace _place;
    private readonly string? _name;

    /// <param name="members">The object.</param>
    /// <param name="context">The context of the object.</param>
    public MemberSecrets(JsonObject members, SecretContext context)
    {
        _context = context;
        _isOfHeader = members.Any(m => m.Value is JsonValue value && value.TryGetValue<string>(out var name) && IsHeader(name));
        _place = SecretPlaces.Of(members, out _areHeaders);
        _name = SecretPlaces.TextOf(members, "name");
    }

    /// <summary>Returns the context of a member.</summary>
    /// <param name="key">The member's key.</param>
    /// <param name="value">Its value.</param>
    public SecretContext Of(string key, JsonNode? value)
    {
        if (_context.IsSecret)
            return _context.IsOfCredential && value is JsonValue && PublicKey().IsMatch(key) ? _context.Open : _context;
        if (_context.HasCredentials)
            return _context.Plugins?.CredentialOf(key) is { } credential ? _context.Of(credential) : _context.Credential;
        if (_context.Type is null && value is JsonObject && Is(key, CredentialsKey))
            return _context.Plugins is null ? _context.Credential : _context.Credentials;
        if (HasSecretName(key))
            return _context.Secret;
        if (_context.Type is { } type)
            return OfType(type, key);
        return IsOptions(key, value)
            ? _context.Plugins!.OptionsOf(_name!) is { } options ? _context.Of(options) : _context.Secret
            : _context.Open;
    }

    private SecretContext OfType(Type type, string key)
    {
        var shape = Shape.Of(type);
        if (shape.Kind == ShapeKind.Dictionary)
            return _context.Of(shape.Element!);

        var property = shape.Kind == ShapeKind.Record
            ? RecordProperties.WithRules(type).FirstOrDefault(property => Is(property.Key, key))
            : null;
        return property is null or { IsSecret: true } ? _context.Secret : _context.Of(property.Type);
    }

    /// <summary>Returns whether a member has the options of a plugin.</summary>
    private bool IsOptions(string key, JsonNode? value)
        => _context.Plugins is not null && _name is not null && value is not null && Is(key, OptionsKey);

    private bool HasSecretName(string key)
        => SecretKey().IsMatch(key) || SecretHeaderKey().IsMatch(key) || (_areHeaders && IsHeader(key)) || IsAtPlace(key)
            || (_isOfHeader && ValueKey().IsMatch(key));

    private bool IsAtPlace(string key) => _place switch
    {
        SecretPlace.Value => ValueKey().IsMatch(key),
        SecretPlace.Members => true,
        SecretPlace.Sent => !SecretPlaces.IsHarmless(key),
        SecretPlace.Paths => SecretKey().IsMatch(SecretPlaces.LastNameOf(key)),
        _ => false,
    };

    private static bool Is(string key, string other) => key.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool IsHeader(string name) => Token().IsMatch(name) && s_names.IsSecretHeader(name);

    [GeneratedRegex("password|passphrase|secret|credential|privatekey|connectionstring|^jwks$|^pwd$|^pin$|keyhash|"
        + "(^|api|access|signing|client|shared|account|encryption|hmac)_?-?keys?$|"
        + "(^|access|refresh|bearer|id|auth|api|session|private|deploy|bot)_?-?tokens?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretKey();

    /// <summary>The names of headers that are keys of objects with other members, too.</summary>
    [GeneratedRegex(@"\A((proxy-)?authorization|(set-)?cookie|api-key|ocp-apim-subscription-key|x-(.*-)?(key|token|secret|auth))\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretHeaderKey();

    [GeneratedRegex(@"\A[-_.0-9A-Za-z]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Token();

    [GeneratedRegex(@"\A(id|prefix|expiresAt)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PublicKey();

    [GeneratedRegex(@"\A(set|append|value|values)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ValueKey();
}
