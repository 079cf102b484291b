using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Plugins.Jwt;

/// <summary>Compares the address in a proof with that of the request (RFC 9449, section 4.3, item 9).</summary>
internal static class RequestTarget
{
    /// <summary>
    /// Returns whether a text is the address of a request, without its query and fragment. Scheme and host are those that the client used,
    /// if a trusted proxy forwards them. Both addresses are normalized (RFC 3986, sections 6.2.2 and 6.2.3).
    /// </summary>
    public static bool Is(string text, HttpRequest request)
    {
        if (text.Length > 2048 || !Uri.TryCreate(text, UriKind.Absolute, out var stated) || stated.Scheme is not ("https" or "http")
            || stated.UserInfo.Length > 0)
            return false;

        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var path = target.StartsWith('/') ? target.Split('?', '#')[0] : request.PathBase.Add(request.Path).ToUriComponent();
        return Uri.TryCreate($"{request.Scheme}://{request.Host.ToUriComponent()}{path}", UriKind.Absolute, out var actual)
            && Uri.Compare(
                stated, actual, UriComponents.Scheme | UriComponents.Host | UriComponents.StrongPort | UriComponents.Path,
                UriFormat.UriEscaped, StringComparison.Ordinal) == 0;
    }
}
