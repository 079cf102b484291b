using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace GatewayKit.Tokens;

/// <summary>A client that signs an assertion with its private key (<c>private_key_jwt</c>: OpenID Connect Core, section 9; RFC
/// 7523).</summary>
internal sealed class PrivateKeyClient(string id, SigningKey key, TimeProvider time) : IClientAuthentication
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(1);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    public void Apply(HttpRequestMessage request, List<KeyValuePair<string, string>> form)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var assertion = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = id,
            Audience = request.RequestUri!.AbsoluteUri,
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
