using System.Globalization;
using System.Text.Json;

namespace GatewayKit.OpenApi.Comparing;

/// <summary>Compares the listed values, the formats and the default of a value.</summary>
internal sealed class ValueComparison(bool isRequest)
{
    private const int MaxShown = 10;
    private const int MaxLength = 100;

    /// <summary>Compares the parts of two schemas that apply to every value.</summary>
    public void Compare(IReadOnlyList<JsonElement> before, IReadOnlyList<JsonElement> after, ChangePlace at)
    {
        CompareFormats(Formats(before), Formats(after), at);
        if (at.Changes.TryStep([.. Of(before, "enum"), .. Of(before, "const"), .. Of(after, "enum"), .. Of(after, "const")]))
            CompareLists(Listed(before), Listed(after), at);
        if (at.Changes.TryStep([.. Of(before, "default").Take(1), .. Of(after, "default").Take(1)]))
            CompareDefaults(Of(before, "default").FirstOrDefault(), Of(after, "default").FirstOrDefault(), at);
    }

    private void CompareFormats(HashSet<string> before, HashSet<string> after, ChangePlace at)
    {
        if (before.SetEquals(after))
            return;

        var isWider = after.IsSubsetOf(before) || (before.SetEquals(["int32"]) && after.SetEquals(["int64"]));
        var isNarrower = before.IsSubsetOf(after) || (before.SetEquals(["int64"]) && after.SetEquals(["int32"]));
        at.Add(isRequest ? !isWider : !isNarrower, $"The format was {Text(before)} and is {Text(after)}.");
    }

    private void CompareLists(
        OrderedDictionary<string, JsonElement>? before, OrderedDictionary<string, JsonElement>? after, ChangePlace at)
    {
        if (before is null && after is null)
            return;

        if (before is null || after is null)
        {
            at.Add(
                isRequest == (before is null),
                after is null ? "The values aren't listed any more." : $"Only these values are allowed: {Text(after.Values)}.");
            return;
        }

        var removed = before.Where(pair => !after.ContainsKey(pair.Key)).Select(pair => pair.Value).ToList();
        var added = after.Where(pair => !before.ContainsKey(pair.Key)).Select(pair => pair.Value).ToList();
        if (removed.Count > 0)
            at.Add(isRequest, $"Removed values: {Text(removed)}.");
        if (added.Count > 0)
            at.Add(!isRequest, $"New values: {Text(added)}.");
    }

    /// <summary>A request that omits a value means its default. A default that was unknown can't have been relied on.</summary>
    private void CompareDefaults(JsonElement before, JsonElement after, ChangePlace at)
    {
        var (wasKnown, isKnown) = (before.ValueKind != JsonValueKind.Undefined, after.ValueKind != JsonValueKind.Undefined);
        if (wasKnown != isKnown || (wasKnown && !JsonElement.DeepEquals(before, after)))
            at.Add(
                isRequest && wasKnown,
                $"The default was {(wasKnown ? Text(before) : "open")} and is {(isKnown ? Text(after) : "open")}.");
    }

    /// <summary>Returns the values that all lists of the schemas contain; null if there is no list.</summary>
    private static OrderedDictionary<string, JsonElement>? Listed(IReadOnlyList<JsonElement> schemas)
    {
        var listed = default(OrderedDictionary<string, JsonElement>);
        foreach (var list in Of(schemas, "enum").Where(list => list.ValueKind == JsonValueKind.Array))
            listed = Common(listed, list.EnumerateArray());
        foreach (var only in Of(schemas, "const"))
            listed = Common(listed, [only]);
        return listed;
    }

    private static OrderedDictionary<string, JsonElement> Common(
        OrderedDictionary<string, JsonElement>? known, IEnumerable<JsonElement> values)
    {
        var common = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (KeyOf(value) is var key && (known is null || known.ContainsKey(key)))
                common.TryAdd(key, value);
        }

        return common;
    }

    /// <summary>Returns a text that is the same for equal values, in any spelling of numbers and escapes.</summary>
    private static string KeyOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"\"{value.GetString()}",
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number.ToString("G29", CultureInfo.InvariantCulture),
        _ => value.GetRawText(),
    };

    private static HashSet<string> Formats(IReadOnlyList<JsonElement> schemas)
        => [.. Of(schemas, "format").Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)];

    private static IEnumerable<JsonElement> Of(IReadOnlyList<JsonElement> schemas, string keyword)
        => schemas.Select(part => part.TryGetProperty(keyword, out var value) ? value : default)
            .Where(value => value.ValueKind != JsonValueKind.Undefined);

    private static string Text(HashSet<string> formats)
        => formats.Count == 0 ? "open" : string.Join(", ", formats.Order(StringComparer.Ordinal));

    private static string Text(IList<JsonElement> values)
    {
        var shown = values.Take(MaxShown).Select(Text);
        return string.Join(", ", values.Count > MaxShown ? shown.Append("…") : shown);
    }

    private static string Text(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length > MaxLength ? $"{text[..MaxLength]}…" : text;
    }
}
