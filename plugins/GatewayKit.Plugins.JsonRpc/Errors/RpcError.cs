namespace GatewayKit.Plugins.JsonRpc.Errors;

/// <summary>An error that the gateway answers a call with (JSON-RPC 2.0, section 5.1).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The code; from -32099 to -32000, the gateway's own.</param>
/// <param name="Message">A short description of the code.</param>
/// <param name="Detail">An explanation for the client.</param>
internal sealed record RpcError(int Status, int Code, string Message, string Detail)
{
    public const int ServerErrorCode = -32000;
    public const int ForbiddenCode = -32003;
    public const int LimitCode = -32005;

    public static RpcError NotFound { get; } = new(404, -32601, "Method not found", "No method with this name is available.");

    public static RpcError Forbidden { get; } = new(403, ForbiddenCode, "Forbidden", "The caller can't call this method.");

    public static RpcError NotExecuted { get; } =
        new(400, ServerErrorCode, "Not executed", "Another call of the batch was rejected, so no call of it was executed.");

    public static RpcError Unavailable { get; } =
        new(503, ServerErrorCode, "Service unavailable", "The gateway can't count this call at the moment.") { RetryAfter = "1" };

    /// <summary>Gets the value of <c>Retry-After</c>; null for none.</summary>
    public string? RetryAfter { get; init; }

    public static RpcError ParseError(int maxDepth) => new(
        400, -32700, "Parse error",
        $"The body must be JSON in UTF-8, without repeated members, nested at most {maxDepth} levels deep.");

    public static RpcError InvalidRequest(string detail) => new(400, -32600, "Invalid Request", detail);

    public static RpcError InvalidParams(string detail) => new(400, -32602, "Invalid params", detail);

    public static RpcError Limit(string detail, string? retryAfter)
        => new(429, LimitCode, "Limit exceeded", detail) { RetryAfter = retryAfter };

    /// <summary>Returns the code for a problem of the gateway or of another plugin.</summary>
    /// <param name="status">Its HTTP status.</param>
    public static int CodeOf(int status) => status switch
    {
        401 or 403 => ForbiddenCode,
        429 => LimitCode,
        _ => ServerErrorCode,
    };
}
