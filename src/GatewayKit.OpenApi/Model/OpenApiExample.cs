using System.Text.Json;

namespace GatewayKit.OpenApi;

/// <summary>An example that the document gives.</summary>
/// <param name="Name">Its name among <c>examples</c>; empty for the one of <c>example</c>.</param>
/// <param name="Value">The value as data; text for what no JSON can say.</param>
/// <param name="Location">Where it stands in the document: a URI and a JSON Pointer as fragment.</param>
public sealed record OpenApiExample(string Name, JsonElement Value, string Location);
