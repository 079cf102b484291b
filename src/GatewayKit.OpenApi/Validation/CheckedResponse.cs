using GatewayKit.OpenApi.Validation.Bodies;
using GatewayKit.OpenApi.Validation.Parameters;

namespace GatewayKit.OpenApi.Validation;

/// <summary>A declared response, compiled.</summary>
internal sealed record CheckedResponse(OpenApiResponse Declared, ParameterReader[] Headers, BodyContents Body)
{
    /// <summary>The parts that aren't fully checked because their schemas have errors; null if there are none.</summary>
    public string? DocumentErrors { get; init; }
}
