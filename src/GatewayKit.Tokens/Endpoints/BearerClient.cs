using System.Net.Http.Headers;

namespace GatewayKit.Tokens;

/// <summary>A client with an access token (RFC 6750, section 2.1).</summary>
internal sealed class BearerClient(string token) : IClientAuthentication
{
    public void Apply(HttpRequestMessage request, List<KeyValuePair<string, string>> form)
        => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
}
