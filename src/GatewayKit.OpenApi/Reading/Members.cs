using System.Text.Json;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads members of objects: references are followed, null is as good as nothing, and another type is a mistake.</summary>
internal sealed class Members(References references, Mistakes mistakes, PartBudget budget)
{
    /// <summary>What a place holds, as an object.</summary>
    public Place? Object(Place place) => OfKind(place, JsonValueKind.Object, "an object");

    public Place? Object(Place parent, string name) => Any(parent, name) is { } place ? Object(place) : null;

    public Place? Array(Place parent, string name) => Any(parent, name) is { } place ? OfKind(place, JsonValueKind.Array, "an array") : null;

    /// <summary>The member as it is written.</summary>
    public static Place? Any(Place parent, string name)
        => parent.Json.ValueKind == JsonValueKind.Object && parent.Json.TryGetProperty(name, out var json) && json.ValueKind != JsonValueKind.Null ? parent.Below(name, json) : null;

    /// <summary>The members of an object, those whose name begins with <c>x-</c> excepted: they are extensions.</summary>
    public IEnumerable<(string Name, Place Place)> Of(Place? parent, bool withExtensions = false)
    {
        if (parent is not { Json.ValueKind: JsonValueKind.Object } place)
            yield break;
        foreach (var member in place.Json.EnumerateObject())
        {
            budget.Take(place.Pointer);
            if (member.Value.ValueKind != JsonValueKind.Null && (withExtensions || !member.Name.StartsWith("x-", StringComparison.Ordinal)))
                yield return (member.Name, place.Below(member.Name, member.Value));
        }
    }

    public IEnumerable<Place> Items(Place? parent)
    {
        if (parent is not { Json.ValueKind: JsonValueKind.Array } place)
            yield break;
        var index = 0;
        foreach (var item in place.Json.EnumerateArray())
        {
            budget.Take(place.Pointer);
            yield return place.Below(index++, item);
        }
    }

    /// <summary>Text that decides something: anything else is a mistake.</summary>
    public string? Text(Place parent, string name)
    {
        if (Any(parent, name) is not { } place)
            return null;
        if (place.Json.ValueKind == JsonValueKind.String)
            return place.Json.GetString();
        mistakes.Add(place, $"'{name}' must be text.");
        return null;
    }

    /// <summary>Text that people read: a number is taken as it is written, anything else is passed over.</summary>
    public static string? Prose(Place parent, string name) => Any(parent, name) is not { } place ? null : place.Json.ValueKind switch
    {
        JsonValueKind.String => place.Json.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => place.Json.GetRawText(),
        _ => null,
    };

    /// <summary>True or false; also as text, which is a common mistake that loses no meaning.</summary>
    public bool? Flag(Place parent, string name)
    {
        if (Any(parent, name) is not { } place)
            return null;
        switch (place.Json.ValueKind)
        {
            case JsonValueKind.True:
            case JsonValueKind.String when place.Json.ValueEquals("true"u8):
                return true;
            case JsonValueKind.False:
            case JsonValueKind.String when place.Json.ValueEquals("false"u8):
                return false;
            default:
                mistakes.Add(place, $"'{name}' must be true or false.");
                return null;
        }
    }

    private Place? OfKind(Place place, JsonValueKind kind, string described)
    {
        if (references.Follow(place) is not { } target)
            return null;
        if (target.Json.ValueKind == kind)
            return target;
        mistakes.Add(place, $"The value must be {described}.");
        return null;
    }
}
