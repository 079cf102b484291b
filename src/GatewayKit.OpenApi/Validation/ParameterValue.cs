using System.Text.Json;

namespace GatewayKit.OpenApi.Validation;

/// <summary>A parameter that a request has, read as its schema has it.</summary>
/// <param name="Parameter">The parameter as declared.</param>
/// <param name="Value">The value. What can't be of the declared type is text.</param>
public sealed record ParameterValue(OpenApiParameter Parameter, JsonElement Value);
