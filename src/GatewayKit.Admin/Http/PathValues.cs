using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace GatewayKit.Admin.Http;

/// <summary>
/// Decodes the parameters of a path. The server decodes everything but <c>%2F</c>, so in the decoded path, <c>%2F</c> (a slash) and
/// <c>%252F</c> (the text <c>%2F</c>) are equal; only the path as it was sent distinguishes them.
/// </summary>
internal static class PathValues
{
    private const string EncodedSlash = "%2F";

    /// <summary>Replaces the route values by the decoded segments.</summary>
    public static void Decode(HttpContext http)
    {
        if (http.Request.Path.Value?.Contains(EncodedSlash, StringComparison.OrdinalIgnoreCase) != true
            || http.GetEndpoint() is not RouteEndpoint { RoutePattern: var pattern })
            return;

        var sent = SentSegments(http);
        var offset = sent.Length - pattern.PathSegments.Count;
        for (var i = 0; i < pattern.PathSegments.Count; i++)
        {
            if (pattern.PathSegments[i] is { IsSimple: true, Parts: [RoutePatternParameterPart { IsCatchAll: false } parameter] }
                && http.Request.RouteValues[parameter.Name] is string value && i + offset >= 0)
                http.Request.RouteValues[parameter.Name] = Decode(sent[i + offset], value);
        }
    }

    private static string[] SentSegments(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return (query < 0 ? target : target[..query]).TrimEnd('/').Split('/');
    }

    /// <summary>Returns the decoded segment if it is the one of the value: dot segments are only in the path as it was sent.</summary>
    private static string Decode(string sent, string value)
    {
        var decoded = Uri.UnescapeDataString(sent);
        return WithSlashes(decoded) == WithSlashes(value) ? decoded : value;
    }

    private static string WithSlashes(string text) => text.Replace(EncodedSlash, "/", StringComparison.OrdinalIgnoreCase);
}
