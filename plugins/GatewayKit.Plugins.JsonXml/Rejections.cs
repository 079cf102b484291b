using GatewayKit.Bodies;

namespace GatewayKit.Plugins.JsonXml;

/// <summary>The responses to requests that can't be converted.</summary>
internal static class Rejections
{
    private const string UnsupportedType = "Unsupported Media Type";

    public static GatewayResponse Partial { get; } =
        GatewayResponse.Problem(400, "Bad Request", "The request's body must be complete, without Content-Range.");

    public static GatewayResponse OtherCharset { get; } =
        GatewayResponse.Problem(415, UnsupportedType, "The request's body must be in UTF-8.");

    /// <summary>Returns the response to a body that can't be converted.</summary>
    public static GatewayResponse For(ConversionException error)
    {
        var detail = $"The request's body {error.Message}.";
        return error.Kind switch
        {
            ConversionFailure.TooLarge => GatewayResponse.Problem(413, "Content Too Large", detail),
            ConversionFailure.UnknownCharset => GatewayResponse.Problem(415, UnsupportedType, detail),
            _ => GatewayResponse.Problem(400, "Bad Request", detail),
        };
    }
}
