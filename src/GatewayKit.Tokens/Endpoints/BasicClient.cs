using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace GatewayKit.Tokens;

/// <summary>A client with a secret in the header <c>Authorization</c> (RFC 6749, section 2.3.1).</summary>
internal sealed class BasicClient(string id, string secret) : IClientAuthentication
{
    public void Apply(HttpRequestMessage request, List<KeyValuePair<string, string>> form)
    {
        // Both are form-encoded first.
        var pair = $"{WebUtility.UrlEncode(id)}:{WebUtility.UrlEncode(secret)}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
    }
}
