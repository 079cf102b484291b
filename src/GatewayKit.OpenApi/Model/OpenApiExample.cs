using System.Text.Json;

namespace GatewayKit.OpenApi;

/// <summary>An example in the document.</summary>
/// <param name="Name">Its name in <c>examples</c>; empty for <c>example</c>.</param>
/// <param name="Value">The value as data; a string for a value that JSON can't represent.</param>
/// <param name="Location">Its location in the document: a URI with a JSON Pointer as fragment.</param>
public sealed record OpenApiExample(string Name, JsonElement Value, string Location);
