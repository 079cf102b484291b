using System.Text.Json;

namespace GatewayKit.OpenApi.Mocking.Examples;

/// <summary>A value generated for a schema.</summary>
/// <param name="Value">The value. It needs no disposal.</param>
/// <param name="IsValid">Whether it satisfies the schema. If not, the schema has errors or allows nothing, or the limits of the search were
/// reached before a valid value was found or checked; the value is then the best one found.</param>
public sealed record ExampleResult(JsonElement Value, bool IsValid);
