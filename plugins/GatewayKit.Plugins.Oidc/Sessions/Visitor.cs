using System.Text.Json;

namespace GatewayKit.Plugins.Oidc;

/// <summary>A session as an entry sees it, prepared once for all requests with the same cookie.</summary>
internal sealed class Visitor
{
    public required Session Session { get; init; }

    /// <summary>The claims of the ID token and of the UserInfo endpoint.</summary>
    public required JsonElement Claims { get; init; }

    /// <summary>The result for a request with the session.</summary>
    public required AuthenticationResult Result { get; init; }

    /// <summary>The headers for the upstream.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The value of <c>Authorization</c> for the upstream.</summary>
    public required string Authorization { get; init; }

    public required CounterSubject Key { get; init; }

    /// <summary>The session of the provider; null if no ID token named it.</summary>
    public required CounterSubject? ProviderKey { get; init; }

    public required CounterSubject UserKey { get; init; }
}
