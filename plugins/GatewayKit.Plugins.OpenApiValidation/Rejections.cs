using System.Globalization;
using GatewayKit.OpenApi;
using GatewayKit.OpenApi.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Plugins.OpenApiValidation;

/// <summary>The responses to messages that violate the document. They contain locations and rules, never values.</summary>
internal sealed class Rejections(int invalidStatus)
{
    /// <summary>The supported codings (RFC 9110, section 15.5.16).</summary>
    private readonly GatewayResponse _unknownCoding = GatewayResponse
        .Problem(415, "Unsupported Media Type", $"The body must have one content coding of {BodyCoding.Supported}, or none.")
        .WithHeader("Accept-Encoding", BodyCoding.Supported);

    public GatewayResponse UnknownOperation { get; } =
        GatewayResponse.Problem(404, "Not Found", "The API doesn't have an operation with this path.");

    public GatewayResponse UncheckedResponse { get; } =
        GatewayResponse.Problem(502, "Bad Gateway", "The upstream's response can't be validated.");

    public static GatewayResponse UnknownMethod(IReadOnlyList<string> allowed) => GatewayResponse
        .Problem(405, "Method Not Allowed", "The API has operations with this path, but not with this method.")
        .WithHeader("Allow", string.Join(", ", allowed));

    public GatewayResponse Undecoded(BodyDecoding decoding) => decoding switch
    {
        BodyDecoding.UnknownCoding => _unknownCoding,
        BodyDecoding.TooLong => GatewayResponse.Problem(413, "Content Too Large", "The request's body is too long."),
        _ => GatewayResponse.Problem(400, "Bad Request", "The request's body isn't valid in its content coding."),
    };

    public GatewayResponse InvalidRequest(IReadOnlyList<Violation> violations, bool isUnsupportedMediaType)
    {
        var status = isUnsupportedMediaType ? 415 : invalidStatus;
        return Describe(status, "request", violations, isOfResponse: false);
    }

    public static GatewayResponse InvalidResponse(IReadOnlyList<Violation> violations, string description)
        => Describe(502, "upstream's response", violations, isOfResponse: true, description);

    private static GatewayResponse Describe(
        int status, string what, IReadOnlyList<Violation> violations, bool isOfResponse, string description = "description")
    {
        var problem = new ApiProblem
        {
            Status = status,
            Title = ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Invalid Request",
            Detail = string.Create(CultureInfo.InvariantCulture,
                $"The {what} violates the API's {description} in {violations.Count} {(violations.Count == 1 ? "place" : "places")}."),
            Violations = violations,
            IsOfResponse = isOfResponse,
        };
        return GatewayResponse.Problem(problem.Status, problem.Title, problem.Detail, problem.Type)
            .WithProblemMember("validation", problem.Validation()!.Value);
    }
}
