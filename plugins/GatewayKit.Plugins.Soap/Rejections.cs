using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Soap;

/// <summary>The responses to requests that can't be converted.</summary>
internal static class Rejections
{
    private const string UnsupportedType = "Unsupported Media Type";

    public static GatewayResponse Method { get; } =
        GatewayResponse.Problem(405, "Method Not Allowed", "The operation can't be called with this method.")
            .WithHeader("Allow", "GET, POST");

    public static GatewayResponse Upgrade { get; } =
        GatewayResponse.Problem(400, "Bad Request", "The operation can't be called with a request to upgrade the connection.");

    public static GatewayResponse Partial { get; } =
        GatewayResponse.Problem(400, "Bad Request", "The request's body must be complete, without Content-Range.");

    public static GatewayResponse OtherType { get; } =
        GatewayResponse.Problem(415, UnsupportedType, "The request's body must be JSON in UTF-8.").WithHeader("Accept", "application/json");

    /// <summary>Returns the response to a body that can't be converted.</summary>
    public static GatewayResponse For(ConversionException error)
    {
        var detail = $"The request's body {error.Message}.";
        return error.Kind == ConversionFailure.TooLarge
            ? GatewayResponse.Problem(413, "Content Too Large", detail)
            : GatewayResponse.Problem(400, "Bad Request", detail);
    }
}
