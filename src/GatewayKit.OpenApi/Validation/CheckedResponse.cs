using GatewayKit.OpenApi.Validation.Bodies;
using GatewayKit.OpenApi.Validation.Parameters;

namespace GatewayKit.OpenApi.Validation;

/// <summary>A declared response, compiled.</summary>
internal sealed record CheckedResponse(OpenApiResponse Declared, ParameterReader[] Headers, BodyContents Body)
{
    /// <summary>The parts that aren't fully validated because their schemas have errors; <c>null</c> for none.</summary>
    public string? DocumentErrors { get; init; }
}
