using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace GatewayKit.Tokens;

/// <summary>A client that signs an assertion with its private key (<c>private_key_jwt</c>: OpenID Connect Core, section 9; RFC
/// 7523).</summary>
/// <param name="id">The id of the client.</param>
/// <param name="key">Its key.</param>
/// <param name="audience">Returns the audience of an assertion.</param>
/// <param name="time">The clock.</param>
internal sealed class PrivateKeyClient(string id, SigningKey key, Func<string> audience, TimeProvider time) : IClientAuthentication
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    // So that another kind of token that the client signs isn't an assertion (draft-ietf-oauth-rfc7523bis).
    private const string TokenType = "client-authentication+jwt";

    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public void Apply(HttpRequestMessage request, List<KeyValuePair<string, string>> form)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var assertion = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = id,
            Audience = audience(),
            TokenType = TokenType,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + s_lifetime,
            Claims = new Dictionary<string, object> { ["sub"] = id, ["jti"] = Guid.NewGuid().ToString("N") },
            SigningCredentials = key.Credentials,
        });
        form.Add(new("client_id", id));
        form.Add(new("client_assertion_type", AssertionType));
        form.Add(new("client_assertion", assertion));
    }
}
