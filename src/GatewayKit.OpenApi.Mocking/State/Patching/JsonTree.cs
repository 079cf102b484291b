using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GatewayKit.OpenApi.Mocking.State.Patching;

/// <summary>Converts between mutable and immutable JSON.</summary>
internal static class JsonTree
{
    /// <summary>The maximum depth of objects and arrays, so that an item in a list stays within the reader's limit of 64.</summary>
    public const int MaxDepth = 48;

    /// <summary>Copies a value. Returns <c>false</c> if a change couldn't process or write it: a duplicate name in an object, a lone
    /// surrogate, or too much nesting.</summary>
    public static bool TryRead(in JsonElement value, out JsonNode? node)
    {
        try
        {
            return TryRead(value, 0, out node);
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, written as an escape, is valid JSON but can't become a string.
            node = null;
            return false;
        }
    }

    public static JsonObject ReadObject(in JsonElement value)
        => TryRead(value, out var node) && node is JsonObject item
            ? item
            : throw new ArgumentException("The value isn't a valid object.", nameof(value));

    public static JsonElement ToElement(JsonNode? node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            if (node is null)
                writer.WriteNullValue();
            else
                node.WriteTo(writer);
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    public static int Depth(JsonNode? node) => node switch
    {
        JsonObject members => 1 + members.Select(member => Depth(member.Value)).DefaultIfEmpty().Max(),
        JsonArray items => 1 + items.Select(Depth).DefaultIfEmpty().Max(),
        _ => 0,
    };

    private static bool TryRead(in JsonElement value, int depth, out JsonNode? node)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return TryReadObject(value, depth + 1, out node);
            case JsonValueKind.Array:
                return TryReadArray(value, depth + 1, out node);
            case JsonValueKind.Null or JsonValueKind.Undefined:
                node = null;
                return true;
            case JsonValueKind.String:
                node = JsonValue.Create(value.GetString());
                return true;
            default:
                node = JsonValue.Create(value);
                return true;
        }
    }

    private static bool TryReadObject(in JsonElement value, int depth, out JsonNode? node)
    {
        var members = new JsonObject();
        node = members;
        if (depth > MaxDepth)
            return false;
        foreach (var property in value.EnumerateObject())
        {
            if (!TryRead(property.Value, depth, out var member) || !members.TryAdd(property.Name, member))
                return false;
        }
        return true;
    }

    private static bool TryReadArray(in JsonElement value, int depth, out JsonNode? node)
    {
        var items = new JsonArray();
        node = items;
        if (depth > MaxDepth)
            return false;
        foreach (var element in value.EnumerateArray())
        {
            if (!TryRead(element, depth, out var item))
                return false;
            items.Add(item);
        }
        return true;
    }
}
