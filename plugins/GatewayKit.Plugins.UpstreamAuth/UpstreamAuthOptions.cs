namespace GatewayKit.Plugins.UpstreamAuth;

/// <summary>The options of <c>upstream-auth</c>: exactly one of them.</summary>
public sealed record UpstreamAuthOptions : IValidatedOptions
{
    /// <summary>A header with a fixed value, such as an API key.</summary>
    public StaticHeader? Header { get; init; }

    /// <summary>A user name and a password (RFC 7617).</summary>
    public BasicCredentials? Basic { get; init; }

    /// <summary>A token that the gateway gets as itself (OAuth 2.0 client credentials, RFC 6749, section 4.4).</summary>
    public ClientCredentials? ClientCredentials { get; init; }

    /// <summary>A token that the gateway gets in exchange for the caller's bearer token (RFC 8693).</summary>
    public TokenExchange? TokenExchange { get; init; }

    /// <summary>A JWT that the gateway signs and that names the caller. The plugin <c>jwks</c> publishes its keys.</summary>
    public SignedToken? Jwt { get; init; }

    /// <summary>AWS Signature Version 4.</summary>
    public AwsSignature? Aws { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        var count = new object?[] { Header, Basic, ClientCredentials, TokenExchange, Jwt, Aws }.Count(o => o is not null);
        if (count != 1)
        {
            yield return new OptionsError(
                "", $"has {count} kinds of credentials; set one of 'header', 'basic', 'clientCredentials', 'tokenExchange', 'jwt', 'aws'");
        }
    }
}
