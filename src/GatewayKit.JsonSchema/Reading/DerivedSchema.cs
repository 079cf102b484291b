using System.Text.Json;

namespace GatewayKit.JsonSchema.Reading;

/// <summary>A named schema that includes another schema.</summary>
/// <param name="Name">Its name in the document's schemas, or the name of its file.</param>
/// <param name="Location">An absolute reference to it.</param>
/// <param name="Json">The schema.</param>
internal sealed record DerivedSchema(string Name, string Location, JsonElement Json);
