using System.Text.Json;
using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Model;
using GatewayKit.OpenApi.Validation.Scanning;

namespace GatewayKit.OpenApi.Validation.Bodies;

/// <summary>Finds properties that a request shouldn't have (OpenAPI 3.1, section 4.8.24: <c>readOnly</c>).</summary>
internal static class ReadOnlyProperties
{
    public static void Report(JsonElement body, SchemaSurface shape, ViolationList violations) => Report(body, shape, "", violations);

    /// <summary>The depth is limited by that of the body.</summary>
    private static void Report(JsonElement value, SchemaSurface shape, string location, ViolationList violations)
    {
        if (violations.IsFull || shape.IsUnknown)
            return;
        if (value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
                Report(item, shape.Items, $"{location}/{index++}", violations);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
                ReportMember(member, shape, location, violations);
        }
    }

    private static void ReportMember(JsonProperty member, SchemaSurface shape, string location, ViolationList violations)
    {
        var name = JsonText.Name(member);
        var property = shape.Property(name);
        location = $"{location}/{JsonPointer.Escape(name)}";
        if (property.IsReadOnly)
            violations.Add(new Violation(ViolationLocation.Body, "", location, "readOnly", "The property must not be sent."));
        else
            Report(member.Value, property, location, violations);
    }
}
