using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.GrpcJson.Rules;

/// <summary>A slash in a segment of a path. The server decodes all but this character, so it stays <c>%2F</c>.</summary>
internal static class EncodedSlash
{
    public const string Text = "%2F";

    private const string Escaped = "%252F";

    /// <summary>Returns whether the path has <c>%2F</c> as a text, which arrives as <c>%252F</c>: after decoding, it looks like a
    /// slash.</summary>
    public static bool IsAmbiguous(HttpContext http)
    {
        if (http.Request.Path.Value?.Contains(Text, StringComparison.OrdinalIgnoreCase) != true)
            return false;

        var target = (http.Features.Get<IHttpRequestFeature>()?.RawTarget).AsSpan();
        var path = target.IndexOf('?') is >= 0 and var end ? target[..end] : target;
        return path.Contains(Escaped, StringComparison.OrdinalIgnoreCase);
    }
}
