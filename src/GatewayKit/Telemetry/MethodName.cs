namespace GatewayKit.Telemetry;

/// <summary>The methods in telemetry: a client can't add values (OpenTelemetry's semantic conventions for HTTP).</summary>
internal static class MethodName
{
    /// <summary>Returns the value of <c>http.request.method</c>.</summary>
    public static string Of(string method) => IsKnown(method) ? method : "_OTHER";

    /// <summary>Returns the method in the name of a span.</summary>
    public static string InSpan(string method) => IsKnown(method) ? method : "HTTP";

    private static bool IsKnown(string method)
        => method is "GET" or "POST" or "PUT" or "DELETE" or "HEAD" or "OPTIONS" or "PATCH" or "TRACE" or "CONNECT";
}
