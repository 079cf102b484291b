namespace GatewayKit.Tokens;

/// <summary>A client with a secret in the body (RFC 6749, section 2.3.1), or without a secret.</summary>
/// <param name="id">The id.</param>
/// <param name="secret">The secret; null for a public client.</param>
internal sealed class PostClient(string id, string? secret) : IClientAuthentication
{
    public void Apply(HttpRequestMessage request, List<KeyValuePair<string, string>> form)
    {
        form.Add(new("client_id", id));
        if (secret is not null)
            form.Add(new("client_secret", secret));
    }
}
