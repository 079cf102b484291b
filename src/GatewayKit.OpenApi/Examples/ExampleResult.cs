using System.Text.Json;

namespace GatewayKit.OpenApi.Examples;

/// <summary>A value made for a schema.</summary>
/// <param name="Value">The value. It needs no disposal.</param>
/// <param name="IsValid">Whether it satisfies the schema. If not, the schema has mistakes, allows nothing, or needs a value that was
/// not found, or could not be checked, within the bounds of the search; the value is then the best that was found.</param>
public sealed record ExampleResult(JsonElement Value, bool IsValid);
