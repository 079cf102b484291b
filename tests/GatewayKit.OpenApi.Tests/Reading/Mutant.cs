using System.Text.Json.Nodes;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Changes a document in one to four places, at random.</summary>
internal static class Mutant
{
    public static string Of(string json, Random random)
    {
        var root = JsonNode.Parse(json)!;
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var places = Below(root).ToList();
            if (places.Count > 0)
                Change(places[random.Next(places.Count)], places, random);
        }
        return root.ToJsonString();
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Below(JsonNode? node) => node switch
    {
        JsonObject members => members.ToList().SelectMany(member => Below(member.Value).Prepend((members, member.Key))),
        JsonArray items => items.ToList().SelectMany((item, index) => Below(item).Prepend((items, index))),
        _ => [],
    };

    private static void Change((JsonNode Parent, object Key) place, List<(JsonNode Parent, object Key)> places, Random random)
    {
        var old = Get(place);
        switch (random.Next(12))
        {
            case 0: Set(place, null); break;
            case 1: Set(place, ""); break;
            case 2: Set(place, new string('x', 5000)); break;
            case 3: Set(place, 1e300); break;
            case 4: Set(place, true); break;
            case 5: Set(place, new JsonArray()); break;
            case 6: Set(place, new JsonObject()); break;
            case 7: Set(place, new JsonArray(old?.DeepClone(), old?.DeepClone())); break;
            case 8: Set(place, new JsonObject { ["$ref"] = Pointer(places[random.Next(places.Count)]) }); break;
            case 9 when place.Parent is JsonObject members: members.Remove((string)place.Key); break;
            case 10 when place.Parent is JsonObject members:
                members[(string)place.Key + random.Next(3) switch
                {
                    0
                => "/{",
                    1 => "\u00e9%",
                    _ => "2"
                }] = old?.DeepClone(); break;
            default: Set(place, Get(places[random.Next(places.Count)])?.DeepClone()); break;
        }
    }

    private static JsonNode? Get((JsonNode Parent, object Key) place)
        => place.Key is int index ? place.Parent[index] : place.Parent[(string)place.Key];

    private static void Set((JsonNode Parent, object Key) place, JsonNode? value)
    {
        if (place.Key is int index)
            place.Parent[index] = value;
        else
            place.Parent[(string)place.Key] = value;
    }

    /// <summary>A reference to a place.</summary>
    private static string Pointer((JsonNode Parent, object Key) place)
    {
        var path = new List<string> { $"{place.Key}" };
        for (var node = place.Parent; node.Parent is { } parent; node = parent)
            path.Insert(0, parent is JsonArray ? $"{node.GetElementIndex()}" : node.GetPropertyName());
        return "#/" + string.Join(
            '/', path.Select(name => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));
    }
}
