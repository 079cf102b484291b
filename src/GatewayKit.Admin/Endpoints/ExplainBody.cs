using GatewayKit.Admin.Http;

namespace GatewayKit.Admin.Endpoints;

/// <summary>The request to explain.</summary>
internal sealed record ExplainBody
{
    private const int MostHeaders = 100;

    /// <summary>The method. Default: GET.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>The requested URL: a path such as <c>/orders/7</c>, or an http or https URL.</summary>
    public required string Url { get; init; }

    /// <summary>The headers that the client sends, such as its key. Default: none.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>Checks whether a client could send the request. Messages don't contain values of headers.</summary>
    /// <param name="url">The absolute URL; null if there is a problem.</param>
    /// <returns>The problem; null if there is none.</returns>
    public AdminProblem? Read(out Uri? url)
    {
        url = null;
        if (!HttpSyntax.IsToken(Method))
            return AdminProblem.BadRequest("method", "it must be a method such as GET.");
        if (Headers.Count > MostHeaders)
            return AdminProblem.BadRequest("headers", $"there are {Headers.Count}; at most {MostHeaders} are allowed.");
        if (Headers.Any(header => !HttpSyntax.IsToken(header.Key) || header.Value.AsSpan().ContainsAny('\r', '\n', '\0')))
            return AdminProblem.BadRequest("headers", "each must have a valid name, and a value on one line.");

        var text = Url.StartsWith('/') ? "http://localhost" + Url : Url;
        if (Uri.TryCreate(text, UriKind.Absolute, out url) && url is { Scheme: "http" or "https", Host.Length: > 0 })
            return null;

        url = null;
        return AdminProblem.BadRequest("url", "it must be a path such as /orders/7, or start with http:// or https://.");
    }
}
