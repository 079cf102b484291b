namespace GatewayKit.Authentication;

/// <summary>The challenges of a resource that accepts tokens (RFC 6750, section 3).</summary>
/// <param name="realm">The realm: printable ASCII characters and spaces.</param>
/// <param name="scheme">The scheme. Default: <c>Bearer</c>.</param>
public sealed class BearerChallenges(string realm, string scheme = "Bearer")
{
    private readonly Challenge _challenge = Challenge.WithRealm(scheme, realm);

    /// <summary>Gets the challenge for a request without a token, which has no error code.</summary>
    public string Missing => _challenge.ToString();

    /// <summary>Creates the challenge for a request that presents its token in a wrong way, such as twice.
    /// The status is 400 or 401.</summary>
    /// <param name="description">The reason in a sentence. Other characters than those that the RFC allows are replaced.</param>
    public string InvalidRequest(string? description = null) => Error("invalid_request", description).ToString();

    /// <summary>Creates the challenge for a token that is expired, revoked, malformed or not valid for another reason.
    /// The status is 401.</summary>
    /// <param name="description">The reason in a sentence. Other characters than those that the RFC allows are replaced.</param>
    public string InvalidToken(string? description = null) => Error("invalid_token", description).ToString();

    /// <summary>Creates the challenge for a token that is valid but not sufficient. The status is 403.</summary>
    /// <param name="scopes">The scopes that the request needs; empty to omit them.</param>
    /// <param name="description">The reason in a sentence. Other characters than those that the RFC allows are replaced.</param>
    /// <exception cref="ArgumentException">A scope isn't a scope token (RFC 6749, section 3.3).</exception>
    public string InsufficientScope(IReadOnlyCollection<string> scopes, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        if (!scopes.All(IsScope))
            throw new ArgumentException("A scope must be a scope token (RFC 6749, section 3.3).", nameof(scopes));

        var challenge = Error("insufficient_scope", description);
        return (scopes.Count == 0 ? challenge : challenge.With("scope", string.Join(' ', scopes))).ToString();
    }

    /// <summary>Returns whether a text is a scope token (RFC 6749, section 3.3): printable ASCII without spaces, quotes and
    /// backslashes.</summary>
    /// <param name="text">The text, of any length.</param>
    public static bool IsScope(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && !text.Any(c => c is <= ' ' or > '~' or '"' or '\\');
    }

    private Challenge Error(string code, string? description)
    {
        var challenge = _challenge.With("error", code);
        return description is null ? challenge : challenge.With("error_description", Allowed(description));
    }

    // The description can't have quotes and backslashes, not even escaped ones.
    private static string Allowed(string description) => string.Create(description.Length, description, static (text, source) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = source[i] switch { '"' => '\'', < ' ' or > '~' or '\\' => '?', var c => c };
    });
}
