namespace GatewayKit.Bodies;

/// <summary>Responses to requests whose bodies can't be changed.</summary>
internal static class BodyRejections
{
    private const string BadRequest = "Bad Request";
    private const string UnsupportedType = "Unsupported Media Type";

    /// <summary>The response to a request that states several media types, of which one is selected.</summary>
    public static GatewayResponse SeveralTypes { get; } =
        GatewayResponse.Problem(400, BadRequest, "The request's Content-Type must be a single media type.");

    /// <summary>The response to a request with a part of a body.</summary>
    public static GatewayResponse Partial { get; } =
        GatewayResponse.Problem(400, BadRequest, "The request's body must be complete, without Content-Range.");

    /// <summary>The response to a request whose charset isn't supported.</summary>
    public static GatewayResponse OtherCharset { get; } =
        GatewayResponse.Problem(415, UnsupportedType, "The request's body must be in UTF-8.");

    /// <summary>The response to a request whose coding isn't supported (RFC 9110, section 15.5.16).</summary>
    public static GatewayResponse UnsupportedCoding { get; } = GatewayResponse
        .Problem(415, UnsupportedType, "The content coding of the request's body isn't supported.")
        .WithHeader("Accept-Encoding", ContentCoding.Supported);

    /// <summary>Returns the response to a body that isn't valid, or can't be converted.</summary>
    public static GatewayResponse Of(ConversionException error)
    {
        var detail = $"The request's body {error.Message}.";
        return error.Kind switch
        {
            ConversionFailure.TooLarge => GatewayResponse.Problem(413, "Content Too Large", detail),
            ConversionFailure.UnknownCharset => GatewayResponse.Problem(415, UnsupportedType, detail),
            _ => GatewayResponse.Problem(400, BadRequest, detail),
        };
    }
}
