using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.ApiVersion.Versions;

/// <summary>The responses to requests without a supported version, created once.</summary>
internal sealed class VersionRejections
{
    private const string Unsupported = "urn:gatewaykit:problem:unsupported-api-version";

    private readonly GatewayResponse _badRequest;
    private readonly GatewayResponse _notFound;
    private readonly GatewayResponse _notAcceptable;
    private readonly GatewayResponse _unsupportedType;

    /// <param name="options">The valid options.</param>
    /// <param name="supported">The names of the versions that are supported.</param>
    public VersionRejections(ApiVersionOptions options, string[] supported)
    {
        var names = string.Join(", ", supported);
        var list = JsonSerializer.SerializeToElement(supported);
        _badRequest = Create(StatusCodes.Status400BadRequest);
        _notFound = Create(StatusCodes.Status404NotFound);
        _notAcceptable = Create(StatusCodes.Status406NotAcceptable);
        _unsupportedType = Create(StatusCodes.Status415UnsupportedMediaType);

        // Clients that write the version into the path expect that a wrong path doesn't exist.
        var hasOnlyPath = (options.Header ?? options.Query ?? options.MediaTypeParameter ?? options.VendorMediaType) is null;
        Missing = Problem(
            hasOnlyPath ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest,
            "API version missing", "The request doesn't name a version of the API", "urn:gatewaykit:problem:missing-api-version");
        Conflicting = Problem(
            StatusCodes.Status400BadRequest, "Conflicting API versions", "The request names different versions of the API",
            "urn:gatewaykit:problem:conflicting-api-versions");
        Gone = Problem(
            StatusCodes.Status410Gone, "API version gone", "The version of the API that the request names has reached its sunset",
            "urn:gatewaykit:problem:api-version-gone");

        GatewayResponse Create(int status)
            => Problem(status, "Unsupported API version", "The version of the API that the request names isn't supported", Unsupported);

        GatewayResponse Problem(int status, string title, string detail, string type)
        {
            var hint = supported.Length > 0 ? $"Supported versions: {names}." : "All versions have reached their sunset.";
            var problem = GatewayResponse.Problem(status, title, $"{detail}. {hint}", type).WithProblemMember("supportedVersions", list);
            return supported.Length > 0 ? problem.WithHeader(ApiVersionText.SupportedHeader, names) : problem;
        }
    }

    public GatewayResponse Missing { get; }

    public GatewayResponse Conflicting { get; }

    public GatewayResponse Gone { get; }

    /// <summary>Returns the response to an unsupported version.</summary>
    /// <param name="status">The status that suits the place of the version.</param>
    public GatewayResponse Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => _notFound,
        StatusCodes.Status406NotAcceptable => _notAcceptable,
        StatusCodes.Status415UnsupportedMediaType => _unsupportedType,
        _ => _badRequest,
    };
}
