using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit;

/// <summary>Credentials that browsers send by themselves.</summary>
internal static class AmbientCredentials
{
    private static readonly string[] s_schemes = ["Basic", "Digest", "Negotiate", "NTLM"];

    /// <summary>Returns whether a request has some. Doesn't allocate.</summary>
    public static bool AreIn(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (headers.Cookie.Count > 0)
            return true;

        var authorization = headers.Authorization;
        for (var i = 0; i < authorization.Count; i++)
        {
            if (IsSentByBrowsers(authorization[i].AsSpan().TrimStart(" \t")))
                return true;
        }

        return http.Features.Get<ITlsConnectionFeature>()?.ClientCertificate is not null
            || headers.ContainsKey("Client-Cert") || headers.ContainsKey("X-Forwarded-Client-Cert");
    }

    private static bool IsSentByBrowsers(ReadOnlySpan<char> credentials)
    {
        var scheme = credentials.IndexOfAny(' ', '\t') is >= 0 and var end ? credentials[..end] : credentials;
        foreach (var known in s_schemes)
        {
            if (scheme.Equals(known, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
