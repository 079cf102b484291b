namespace GatewayKit.Plugins.Soap;

/// <summary>The responses to requests that can't be converted.</summary>
internal static class Rejections
{
    public static GatewayResponse Method { get; } =
        GatewayResponse.Problem(405, "Method Not Allowed", "The operation can't be called with this method.")
            .WithHeader("Allow", "GET, POST");

    public static GatewayResponse Upgrade { get; } =
        GatewayResponse.Problem(400, "Bad Request", "The operation can't be called with a request to upgrade the connection.");

    public static GatewayResponse OtherType { get; } =
        GatewayResponse.Problem(415, "Unsupported Media Type", "The request's body must be JSON in UTF-8.")
            .WithHeader("Accept", "application/json");
}
