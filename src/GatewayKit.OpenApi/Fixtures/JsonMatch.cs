using System.Text.Json;

namespace GatewayKit.OpenApi.Fixtures;

/// <summary>Compares JSON bodies, ignoring white space and the order of members.</summary>
internal static class JsonMatch
{
    /// <summary>Whether a body equals the recorded one. A redacted string matches any scalar.</summary>
    public static bool Fits(JsonElement recorded, JsonElement body)
    {
        if (recorded.ValueKind == JsonValueKind.String && recorded.ValueEquals(Fixture.Redacted))
            return body.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object or JsonValueKind.Array);

        return recorded.ValueKind == body.ValueKind && recorded.ValueKind switch
        {
            JsonValueKind.Object => FitsObject(recorded, body),
            JsonValueKind.Array => FitsArray(recorded, body),
            _ => JsonElement.DeepEquals(recorded, body),
        };
    }

    private static bool FitsObject(JsonElement recorded, JsonElement body)
    {
        if (recorded.GetPropertyCount() != body.GetPropertyCount())
            return false;

        foreach (var member in recorded.EnumerateObject())
        {
            if (!body.TryGetProperty(member.Name, out var value) || !Fits(member.Value, value))
                return false;
        }
        return true;
    }

    private static bool FitsArray(JsonElement recorded, JsonElement body)
    {
        if (recorded.GetArrayLength() != body.GetArrayLength())
            return false;

        var items = body.EnumerateArray();
        foreach (var item in recorded.EnumerateArray())
        {
            if (!items.MoveNext() || !Fits(item, items.Current))
                return false;
        }
        return true;
    }
}
