using System.Text.Json;

namespace GatewayKit.JsonSchema.Values;

/// <summary>Equality of JSON values in JSON Schema: numbers by value, objects without order (2020-12 core, section 4.2.2). Values nested
/// more than 1024 levels deep are never equal.</summary>
internal static class JsonEquality
{
    private const int MaxDepth = 1024;

    /// <summary>The number of properties from which an allocation is worthwhile.</summary>
    private const int Many = 32;

    public static bool Equal(in JsonElement x, in JsonElement y) => Equal(x, y, 0);

    /// <summary>Returns a hash that is equal for equal values, and unpredictable outside the process.</summary>
    public static int Hash(in JsonElement value) => Hash(value, 0);

    private static bool Equal(in JsonElement x, in JsonElement y, int depth)
    {
        if (x.ValueKind != y.ValueKind || depth == MaxDepth)
            return false;
        return x.ValueKind switch
        {
            JsonValueKind.Number => JsonNumber.Parse(x).CompareTo(JsonNumber.Parse(y)) == 0,
            JsonValueKind.String => EqualStrings(x, y),
            JsonValueKind.Array => EqualArrays(x, y, depth),
            JsonValueKind.Object => EqualObjects(x, y, depth),
            _ => true,
        };
    }

    private static bool EqualStrings(in JsonElement x, in JsonElement y)
    {
        using var first = JsonText.Of(x, stackalloc char[JsonText.BufferSize]);
        using var second = JsonText.Of(y, stackalloc char[JsonText.BufferSize]);
        return first.Characters.SequenceEqual(second.Characters);
    }

    private static bool EqualArrays(in JsonElement x, in JsonElement y, int depth)
    {
        if (x.GetArrayLength() != y.GetArrayLength())
            return false;
        var others = y.EnumerateArray();
        foreach (var item in x.EnumerateArray())
        {
            others.MoveNext();
            if (!Equal(item, others.Current, depth + 1))
                return false;
        }
        return true;
    }

    private static bool EqualObjects(in JsonElement x, in JsonElement y, int depth)
    {
        if (x.GetPropertyCount() != y.GetPropertyCount())
            return false;
        if (x.GetPropertyCount() > Many)
            return EqualLargeObjects(x, y, depth);
        foreach (var property in x.EnumerateObject())
        {
            if (!TryGet(y, property, out var other) || !Equal(property.Value, other, depth + 1))
                return false;
        }
        return true;
    }

    /// <summary>Looks up names, so that the time is linear.</summary>
    private static bool EqualLargeObjects(in JsonElement x, in JsonElement y, int depth)
    {
        var others = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in y.EnumerateObject())
            others[JsonText.Name(property)] = property.Value;
        foreach (var property in x.EnumerateObject())
        {
            if (!others.TryGetValue(JsonText.Name(property), out var other) || !Equal(property.Value, other, depth + 1))
                return false;
        }
        return true;
    }

    private static bool TryGet(in JsonElement value, in JsonProperty property, out JsonElement found)
    {
        using var name = JsonText.NameOf(property, stackalloc char[JsonText.BufferSize]);
        return JsonMembers.TryGet(value, name.Characters, out found);
    }

    private static int Hash(in JsonElement value, int depth)
    {
        var hash = new HashCode();
        hash.Add((int)value.ValueKind);
        if (depth < MaxDepth)
            hash.Add(HashContents(value, depth));
        return hash.ToHashCode();
    }

    private static int HashContents(in JsonElement value, int depth) => value.ValueKind switch
    {
        JsonValueKind.Number => JsonNumber.Parse(value).Hash(),
        JsonValueKind.String => HashString(value),
        JsonValueKind.Array => HashArray(value, depth),
        JsonValueKind.Object => HashObject(value, depth),
        _ => 0,
    };

    private static int HashString(in JsonElement value)
    {
        using var text = JsonText.Of(value, stackalloc char[JsonText.BufferSize]);
        return string.GetHashCode(text.Characters);
    }

    private static int HashArray(in JsonElement array, int depth)
    {
        var hash = new HashCode();
        foreach (var item in array.EnumerateArray())
            hash.Add(Hash(item, depth + 1));
        return hash.ToHashCode();
    }

    private static int HashObject(in JsonElement members, int depth)
    {
        var sum = 0;
        foreach (var property in members.EnumerateObject())
            sum += HashCode.Combine(HashName(property), Hash(property.Value, depth + 1));
        return sum;
    }

    private static int HashName(in JsonProperty property)
    {
        using var name = JsonText.NameOf(property, stackalloc char[JsonText.BufferSize]);
        return string.GetHashCode(name.Characters);
    }
}
