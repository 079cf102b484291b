using Microsoft.AspNetCore.Http;

namespace GatewayKit.Authentication;

/// <summary>Finds credentials in a cookie. A request over HTTP/2 can have several Cookie headers (RFC 9113, section 8.2.3).</summary>
/// <param name="name">The name of the cookie.</param>
/// <param name="andParts">Whether cookies whose names continue with a dot belong to it.</param>
internal sealed class CookieLocation(string name, bool andParts = false) : CredentialLocation(name)
{
    public override string ToString() => "cookie:" + Name;

    internal override void Find(HttpRequest request, ref CredentialSearch search)
    {
        foreach (var header in request.Headers.Cookie)
        {
            foreach (var pair in new CookiePairs(header))
            {
                if (pair.Has(Name, andParts))
                    search.Add(pair.Value);
            }
        }
    }

    internal override void Remove(HttpRequest request)
    {
        var headers = request.Headers.Cookie;
        if (!headers.Any(header => CookiePairs.Contain(header, Name, andParts)))
            return;

        var kept = headers.Select(header => CookiePairs.Without(header, Name, andParts)).Where(header => header.Length > 0).ToArray();
        if (kept.Length == 0)
            request.Headers.Remove("Cookie");
        else
            request.Headers.Cookie = kept;
    }
}
