using GatewayKit.OpenApi.Validation.Bodies;
using GatewayKit.OpenApi.Validation.Parameters;

namespace GatewayKit.OpenApi.Validation;

/// <summary>A declared response, compiled.</summary>
internal sealed record CheckedResponse(OpenApiResponse Declared, ParameterReader[] Headers, BodyContents Body);
