namespace GatewayKit.Plugins.GraphQL.Rest;

/// <summary>The responses to requests that can't become the operation.</summary>
internal static class RestRejections
{
    private const string BadRequest = "Bad Request";
    private const string NotAllowed = "Method Not Allowed";

    public static GatewayResponse NotQuery { get; } =
        GatewayResponse.Problem(405, NotAllowed, "The operation is called with GET or POST.").WithHeader("Allow", "GET, POST");

    public static GatewayResponse NotMutation { get; } =
        GatewayResponse.Problem(405, NotAllowed, "The operation changes data; it is called with POST, PUT, PATCH or DELETE.")
            .WithHeader("Allow", "POST, PUT, PATCH, DELETE");

    public static GatewayResponse Upgrade { get; } =
        GatewayResponse.Problem(400, BadRequest, "The operation can't be called with a request to upgrade the connection.");

    public static GatewayResponse BodyOfGet { get; } = GatewayResponse.Problem(400, BadRequest, "A GET request can't have a body.");

    public static GatewayResponse OtherType { get; } =
        GatewayResponse.Problem(415, "Unsupported Media Type", "The request must be JSON in UTF-8.")
            .WithHeader("Accept", "application/json");

    public static GatewayResponse Invalid(string message) => GatewayResponse.Problem(400, BadRequest, message);
}
