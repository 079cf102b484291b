using GatewayKit.Authentication;
using GatewayKit.Tokens;

namespace GatewayKit.Plugins.OAuth2Introspection;

/// <summary>How to ask an authorization server. Entries with the same settings share the answers.</summary>
internal sealed record ServerSettings
{
    private ServerSettings()
    {
    }

    /// <summary>The endpoint; null to find it in the metadata of <see cref="Authority"/>.</summary>
    public required string? Endpoint { get; init; }

    public required string? Authority { get; init; }

    /// <summary>The issuers that the metadata can have besides the authority, separated by line breaks.</summary>
    public required string Issuers { get; init; }

    public required string? ClientId { get; init; }

    public required string? ClientSecret { get; init; }

    public required ClientAuthentication ClientAuthentication { get; init; }

    public required string? Token { get; init; }

    public required string? TokenTypeHint { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required bool RequiresHttps { get; init; }

    /// <summary>The server, for the log.</summary>
    public string Name => Endpoint ?? Authority ?? "";

    public static ServerSettings Of(OAuth2IntrospectionOptions options) => new()
    {
        Endpoint = options.Endpoint,
        Authority = options.Authority,
        Issuers = string.Join('\n', (options.Issuers ?? []).Order(StringComparer.Ordinal)),
        ClientId = options.ClientId,
        ClientSecret = options.ClientSecret,
        ClientAuthentication = options.ClientAuthentication,
        Token = options.Token,
        TokenTypeHint = options.TokenTypeHint,
        Timeout = options.Timeout,
        RequiresHttps = options.RequireHttps,
    };

    public IClientAuthentication CreateClient()
        => Token is { } token ? new BearerClient(token) : SecretClient.Create(ClientId!, ClientSecret!, ClientAuthentication);

    public override string ToString() => Name;
}
