using System.Text.Json;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Reads members of objects: references are followed, and null counts as missing. A value of the wrong type is accepted with a
/// warning if its meaning is clear; otherwise it is an error.</summary>
internal sealed class Members(References references, Findings findings, PartBudget budget)
{
    private static readonly JsonElement s_noMembers = JsonElement.Parse("{}");
    private static readonly JsonElement s_noItems = JsonElement.Parse("[]");

    /// <summary>Returns the value at a location as an object.</summary>
    public SourceLocation? Object(SourceLocation location) => OfKind(location, JsonValueKind.Object, "an object");

    public SourceLocation? Object(SourceLocation parent, string name) => Any(parent, name) is { } location ? Object(location) : null;

    public SourceLocation? Array(SourceLocation parent, string name)
        => Any(parent, name) is { } location ? OfKind(location, JsonValueKind.Array, "an array") : null;

    /// <summary>Returns the items of an array, or a single object as if it were in one; <c>null</c> if the member is missing.</summary>
    public IEnumerable<SourceLocation>? Several(SourceLocation parent, string name)
    {
        if (Any(parent, name) is not { } location)
            return null;
        if (location.Json.ValueKind != JsonValueKind.Object || References.Is(location.Json) || location.Json.GetPropertyCount() == 0)
            return Array(parent, name) is { } array ? Items(array) : null;
        findings.Warn(location, $"'{name}' must be an array; the object is read as its only item.");
        return [location];
    }

    /// <summary>Returns the member as written.</summary>
    public static SourceLocation? Any(SourceLocation parent, string name)
        => parent.Json.ValueKind == JsonValueKind.Object
            && parent.Json.TryGetProperty(name, out var json)
            && json.ValueKind != JsonValueKind.Null ? parent.Below(name, json) : null;

    /// <summary>Returns the members of an object, without extensions, whose names start with <c>x-</c>.</summary>
    public IEnumerable<(string Name, SourceLocation Location)> Of(SourceLocation? parent, bool withExtensions = false)
    {
        if (parent is not { Json.ValueKind: JsonValueKind.Object } location)
            yield break;
        foreach (var member in location.Json.EnumerateObject())
        {
            budget.Take(location.Pointer);
            if (member.Value.ValueKind != JsonValueKind.Null && (withExtensions || !member.Name.StartsWith("x-", StringComparison.Ordinal)))
                yield return (member.Name, location.Below(member.Name, member.Value));
        }
    }

    public IEnumerable<SourceLocation> Items(SourceLocation? parent)
    {
        if (parent is not { Json.ValueKind: JsonValueKind.Array } location)
            yield break;
        var index = 0;
        foreach (var item in location.Json.EnumerateArray())
        {
            budget.Take(location.Pointer);
            yield return location.Below(index++, item);
        }
    }

    /// <summary>Reads text with a meaning. A number or Boolean, which YAML creates from some texts, is read as it is written.</summary>
    public string? Text(SourceLocation parent, string name)
    {
        if (Any(parent, name) is not { } location)
            return null;
        switch (location.Json.ValueKind)
        {
            case JsonValueKind.String:
                return location.Json.GetString();
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                findings.Warn(location,
                    $"'{name}' must be text; the value is read as the text '{Shortened.Text(location.Json.GetRawText())}'.");
                return location.Json.GetRawText();
            default:
                findings.Error(location, $"'{name}' must be text.");
                return null;
        }
    }

    /// <summary>Reads text for people: a number is read as it is written, any other type is ignored.</summary>
    public static string? Prose(SourceLocation parent, string name)
        => Any(parent, name) is not { } location ? null : location.Json.ValueKind switch
        {
            JsonValueKind.String => location.Json.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => location.Json.GetRawText(),
            _ => null,
        };

    /// <summary>Reads true or false, also as text, which is common and clear.</summary>
    public bool? Flag(SourceLocation parent, string name)
    {
        if (Any(parent, name) is not { } location)
            return null;
        switch (location.Json.ValueKind)
        {
            case JsonValueKind.True:
            case JsonValueKind.String when location.Json.ValueEquals("true"u8):
                return true;
            case JsonValueKind.False:
            case JsonValueKind.String when location.Json.ValueEquals("false"u8):
                return false;
            default:
                findings.Error(location, $"'{name}' must be true or false.");
                return null;
        }
    }

    private SourceLocation? OfKind(SourceLocation location, JsonValueKind kind, string described)
    {
        if (references.Follow(location) is not { } target)
            return null;
        if (target.Json.ValueKind == kind)
            return target;
        if (IsEmpty(target.Json))
        {
            // Some programming languages don't distinguish the two.
            findings.Warn(location, $"The value must be {described}; it is empty, and read as one.");
            return target with { Json = kind == JsonValueKind.Object ? s_noMembers : s_noItems };
        }
        findings.Error(location, $"The value must be {described}.");
        return null;
    }

    private static bool IsEmpty(JsonElement json)
        => json.ValueKind switch
        {
            JsonValueKind.Array => json.GetArrayLength() == 0,
            JsonValueKind.Object => json.GetPropertyCount() == 0,
            _ => false,
        };
}
