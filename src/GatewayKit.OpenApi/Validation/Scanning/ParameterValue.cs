using System.Text.Json;

namespace GatewayKit.OpenApi.Validation;

/// <summary>A parameter of a request, converted to the type of its schema.</summary>
/// <param name="Parameter">The parameter as declared.</param>
/// <param name="Value">The value. A value that can't be converted to the declared type is a string.</param>
public sealed record ParameterValue(OpenApiParameter Parameter, JsonElement Value);
