using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Masking;

namespace GatewayKit.Store.Revisions;

/// <summary>Compares the content of revisions.</summary>
internal static class ContentDifference
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ImmutableArray<EntryDifference> Between(StoreContent from, StoreContent to, ConfigSecrets secrets)
        =>
        [
            .. from.Entries.Keys.Union(to.Entries.Keys)
                .Where(key => !AreSame(from.Find(key), to.Find(key)))
                .OrderBy(key => EntryKinds.All.IndexOf(key.Kind)).ThenBy(key => key.Normalized, StringComparer.Ordinal)
                .Select(key => Between(key, from.Find(key), to.Find(key), secrets)),
        ];

    /// <summary>Returns whether two entries have the same content, labels and position. JSON is compared by value.</summary>
    public static bool AreSame(StoreEntry? one, StoreEntry? other)
        => ReferenceEquals(one, other)
            || (one is not null && other is not null && one.Position == other.Position && one.Key.Id == other.Key.Id
                && one.Labels.SequenceEqual(other.Labels) && one.Secrets.AsSpan().SequenceEqual(other.Secrets.AsSpan())
                && (one.Content == other.Content || JsonNode.DeepEquals(Parse(one), Parse(other))));

    private static EntryDifference Between(EntryKey key, StoreEntry? before, StoreEntry? after, ConfigSecrets secrets)
    {
        var values = ImmutableArray.CreateBuilder<ValueDifference>();
        if (before is null || after is null)
            values.Add(new ValueDifference("", Text(Mask(before, secrets)), Text(Mask(after, secrets))));
        else
        {
            Compare("", Parse(before), Parse(after), Mask(before, secrets), Mask(after, secrets), values);
            if (!before.Labels.SequenceEqual(after.Labels))
                values.Add(new("(labels)", JsonSerializer.Serialize(before.Labels), JsonSerializer.Serialize(after.Labels)));
            if (!before.Secrets.AsSpan().SequenceEqual(after.Secrets.AsSpan()))
                values.Add(new("(secrets)", JsonSerializer.Serialize(before.Secrets), JsonSerializer.Serialize(after.Secrets)));
            if (before.Position != after.Position)
                values.Add(new("(position)", Number(before.Position), Number(after.Position)));
        }

        var type = before is null ? ChangeType.Added : after is null ? ChangeType.Removed : ChangeType.Changed;
        return new EntryDifference(key, type, values.ToImmutable());
    }

    /// <summary>Adds the differences of two values, which are compared as they are and shown masked.</summary>
    private static void Compare(
        string path, JsonNode? before, JsonNode? after, JsonNode? shownBefore, JsonNode? shownAfter,
        ImmutableArray<ValueDifference>.Builder values)
    {
        if (JsonNode.DeepEquals(before, after))
            return;

        if (before is JsonObject one && after is JsonObject other
            && shownBefore is JsonObject shownOne && shownAfter is JsonObject shownOther)
        {
            foreach (var name in one.Select(m => m.Key).Union(other.Select(m => m.Key)))
            {
                Compare(path.Length == 0 ? name : $"{path}.{name}",
                    one[name], other[name], shownOne[name], shownOther[name], values);
            }
        }
        else if (before is JsonArray items && after is JsonArray others
            && shownBefore is JsonArray shown && shownAfter is JsonArray shownOthers)
        {
            for (var i = 0; i < Math.Max(items.Count, others.Count); i++)
                Compare($"{path}[{Number(i)}]", At(items, i), At(others, i), At(shown, i), At(shownOthers, i), values);
        }
        else
        {
            values.Add(new ValueDifference(path, Text(shownBefore), Text(shownAfter)));
        }
    }

    private static JsonNode? At(JsonArray items, int index) => index < items.Count ? items[index] : null;

    private static JsonNode? Parse(StoreEntry entry) => JsonNode.Parse(entry.Content);

    private static JsonNode? Mask(StoreEntry? entry, ConfigSecrets secrets)
        => entry is null ? null : secrets.Masked(Parse(entry), entry.Secrets);

    private static string? Text(JsonNode? node) => node?.ToJsonString(s_json);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
