using GatewayKit.Portal.Trying.Sending;

namespace GatewayKit.Portal.Trying.Code;

/// <summary>A request that code in several languages sends.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The address, encoded.</param>
/// <param name="Headers">The headers, with that of the body's media type.</param>
/// <param name="IsBasic">Whether the code adds a name and a password for basic authentication.</param>
/// <param name="Body">The body; null for none.</param>
internal sealed record CodeRequest(
    string Method, string Url, IReadOnlyList<KeyValuePair<string, string>> Headers, bool IsBasic, string? Body)
{
    public const string Name = "NAME";
    public const string Password = "PASSWORD";

    /// <param name="request">The request.</param>
    /// <param name="server">The address of the gateway.</param>
    public static CodeRequest Of(TryRequest request, string server)
    {
        var headers = request.Headers;
        if (request.ContentType is { } type)
            headers = [new KeyValuePair<string, string>("Content-Type", type), .. headers];
        return new CodeRequest(
            request.Method, server.TrimEnd('/') + request.Target, headers, request.Basic is not null,
            request.ContentType is null ? null : request.Body);
    }
}
