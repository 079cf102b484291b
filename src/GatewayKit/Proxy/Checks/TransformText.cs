using GatewayKit.Edge;

namespace GatewayKit.Proxy.Checks;

/// <summary>
/// Checks the texts of a transform that YARP accepts although HTTP doesn't allow them: each request would then fail, or its
/// body would end at the wrong position.
/// </summary>
internal static class TransformText
{
    // Each transform has its value in Set or Append.
    private static readonly HashSet<string> s_added =
        new(StringComparer.OrdinalIgnoreCase) { "RequestHeader", "RequestHeaderRouteValue", "ResponseHeader", "ResponseTrailer" };

    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        "RequestHeaderRemove", "ResponseHeaderRemove", "ResponseTrailerRemove", "ClientCert",
    };

    private static readonly HashSet<string> s_nameLists = new(StringComparer.OrdinalIgnoreCase)
    {
        "RequestHeadersAllowed", "ResponseHeadersAllowed", "ResponseTrailersAllowed",
    };

    // The headers that determine the end of a body (RFC 9112, section 6), which the gateway sets for the body that it sends.
    private static readonly HashSet<string> s_framing = new(StringComparer.OrdinalIgnoreCase) { "Content-Length", "Transfer-Encoding" };

    /// <returns>The error of a value; null if it is valid.</returns>
    public static string? ErrorOf(IReadOnlyDictionary<string, string> transform, string key, string value)
    {
        if (s_added.Contains(key))
            return NameError(value)
                ?? (s_framing.Contains(value) ? $"is '{value}', which can't be set: the gateway determines it from the body." : null);
        if (s_names.Contains(key))
            return NameError(value);
        if (s_nameLists.Contains(key))
            return value.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(NameError).FirstOrDefault(error => error is not null);
        if (Is(key, "HttpMethodChange"))
            return MethodError(value);
        if (Value(transform, "HttpMethodChange") is not null)
            return Is(key, "Set") ? MethodError(value) ?? ConnectError(value) : null;
        if (Value(transform, "X-Forwarded") is not null)
            return Is(key, "HeaderPrefix") && !HttpSyntax.IsToken(value)
                ? $"is '{value}', which can't be the start of a header name."
                : null;

        return transform.Keys.FirstOrDefault(s_added.Contains) is { } added ? ValueError(added, transform[added], key, value) : null;
    }

    private static string? ValueError(string added, string name, string key, string value)
    {
        if (!HeaderText.IsValue(value))
            return "has a control character, which a header can't contain.";

        // An empty text removes the header; the upstream then gets the host of its address.
        return Is(added, "RequestHeader")
            && Is(name, "Host")
            && (Is(key, "Set") || Is(key, "Append"))
            && value.Length > 0
            && !HostSyntax.IsValid(value)
            ? $"is '{value}', which isn't a valid Host."
            : null;
    }

    private static string? NameError(string name) => HttpSyntax.IsToken(name) ? null : $"is '{name}', which isn't a valid header name.";

    private static string? MethodError(string method) => HttpSyntax.IsToken(method) ? null : $"is '{method}', which isn't a valid method.";

    private static string? ConnectError(string method)
        => Is(method, "CONNECT") ? $"is '{method}'; the gateway can't open a tunnel for a request with another method." : null;

    private static string? Value(IReadOnlyDictionary<string, string> transform, string key)
        => transform.FirstOrDefault(pair => Is(pair.Key, key)).Value;

    private static bool Is(string text, string other) => text.Equals(other, StringComparison.OrdinalIgnoreCase);
}
