using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Scalars;

namespace GatewayKit.Explaining;

/// <summary>
/// Writes bound values as JSON with the keys of a configuration, and remembers where each value was written. As in
/// <see cref="OptionsText"/>, secrets are masked, and a value that came from a variable is shown as written.
/// </summary>
/// <param name="places">Gets the location of each value that was written, by its JSON Pointer (RFC 6901).</param>
internal sealed class OptionsJson(IDictionary<string, string> places)
{
    private const int MaximumDepth = 32;

    /// <summary>Returns a value as JSON.</summary>
    /// <param name="value">The value.</param>
    /// <param name="written">The value as written; null if it was created in code, or is a default.</param>
    /// <param name="pointer">The JSON Pointer of the value.</param>
    public JsonNode? Of(object? value, ConfigNode? written, string pointer) => Of(value, written, pointer, 0);

    /// <summary>Returns an object's properties.</summary>
    /// <param name="value">The object.</param>
    /// <param name="written">The object as written; null if it was created in code.</param>
    /// <param name="pointer">The JSON Pointer of the object.</param>
    /// <param name="without">The keys to leave out.</param>
    public JsonObject Properties(object value, ConfigNode? written, string pointer, params string[] without)
        => Properties(value, written, pointer, without, 0);

    /// <summary>Returns a credential: its values are secret, except those of properties that aren't.</summary>
    /// <param name="node">The credential.</param>
    /// <param name="type">The credential record; null if it isn't known.</param>
    /// <param name="pointer">The JSON Pointer of the credential.</param>
    public JsonNode? Credential(ConfigNode node, Type? type, string pointer)
    {
        if (node is ConfigValue { Value: { } value } && value.GetType() == type)
            return Of(value, null, pointer);
        if (node is not ConfigMapping mapping)
            return Secret(node, pointer);

        var shown = type is null ? [] : RecordProperties.Of(type).Where(property => !RecordProperties.IsSecret(property));
        var open = shown.Select(RecordProperties.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(
            entry.Key,
            open.Contains(entry.Key)
                ? OfNode(entry.Value, $"{pointer}/{Escaped(entry.Key)}", 0)
                : Secret(entry.Value, $"{pointer}/{Escaped(entry.Key)}"))));
    }

    /// <summary>Returns a key as a part of a JSON Pointer.</summary>
    public static string Escaped(string key)
        => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private JsonNode? Of(object? value, ConfigNode? written, string pointer, int depth)
    {
        if (written is ConfigScalar or ConfigNull)
            Remember(pointer, written);
        return value switch
        {
            _ when written is ConfigScalar { HasVariable: true } scalar => scalar.Written,
            null => null,
            _ when depth > MaximumDepth => DisplayText.Secret,
            ConfigNode node => OfNode(node, pointer, depth),
            string text => text,
            bool flag => flag,
            TimeSpan duration => Duration.Format(duration),
            ByteSize size => size.ToString(),
            DateTimeOffset time => TimeText.Format(time),
            Enum member => EnumNames.Key(member.ToString()),
            Uri uri => uri.OriginalString,
            sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            float or double or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            IDictionary dictionary => OfDictionary(dictionary, written, pointer, depth),
            IEnumerable list => OfList(list, written, pointer, depth),
            _ => Properties(value, written, pointer, [], depth),
        };
    }

    private JsonObject Properties(object value, ConfigNode? written, string pointer, string[] without, int depth)
    {
        var json = new JsonObject();
        foreach (var property in RecordProperties.Of(value.GetType()))
        {
            var key = RecordProperties.Key(property);
            if (without.Contains(key, StringComparer.Ordinal) || property.GetValue(value) is not { } item || ItemCount.Of(item) == 0)
                continue;

            var node = Find(written, key);
            var place = $"{pointer}/{Escaped(key)}";
            var shown = !RecordProperties.IsSecret(property) ? Of(item, node, place, depth + 1)
                : node is null ? DisplayText.Secret
                : Secret(node, place);
            if (node is not null || shown is not JsonObject { Count: 0 })
                json[key] = shown;
        }

        return json;
    }

    private JsonObject OfDictionary(IDictionary dictionary, ConfigNode? written, string pointer, int depth)
    {
        var json = new JsonObject();
        foreach (DictionaryEntry entry in dictionary)
        {
            var key = entry.Key.ToString() ?? "";
            json[key] = Of(entry.Value, Find(written, key), $"{pointer}/{Escaped(key)}", depth + 1);
        }

        return json;
    }

    /// <summary>The items of a set have no order, so that they can't be compared with those as written.</summary>
    private JsonArray OfList(IEnumerable list, ConfigNode? written, string pointer, int depth)
    {
        var nodes = list is IList ? (written as ConfigSequence)?.Items : null;
        var json = new JsonArray();
        foreach (var item in list)
            json.Add(Of(item, nodes?.ElementAtOrDefault(json.Count), $"{pointer}/{json.Count}", depth + 1));
        return json;
    }

    private JsonNode? OfNode(ConfigNode node, string pointer, int depth)
    {
        Remember(pointer, node);
        switch (node)
        {
            case ConfigScalar scalar:
                return OfScalar(scalar);
            case ConfigMapping mapping when depth <= MaximumDepth:
                return new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(
                    entry.Key, OfNode(entry.Value, $"{pointer}/{Escaped(entry.Key)}", depth + 1))));
            case ConfigSequence sequence when depth <= MaximumDepth:
                return new JsonArray([.. sequence.Items.Select((item, i) => OfNode(item, $"{pointer}/{i}", depth + 1))]);
            case ConfigValue value:
                return Of(value.Value, null, pointer, depth + 1);
            default:
                return node is ConfigNull ? null : DisplayText.Secret;
        }
    }

    private static JsonNode OfScalar(ConfigScalar scalar) => scalar switch
    {
        { HasVariable: true } => scalar.Written,
        { Style: ScalarStyle.Plain, Text: "true" or "false" } => scalar.Text == "true",
        { Style: ScalarStyle.Plain } when long.TryParse(
            scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => scalar.Text,
    };

    private JsonNode Secret(ConfigNode node, string pointer)
    {
        Remember(pointer, node);
        return node is ConfigScalar { IsVariable: true } variable ? variable.Written : DisplayText.Secret;
    }

    private void Remember(string pointer, ConfigNode node)
    {
        if (node is ConfigScalar or ConfigNull && node.Location.Source is not null)
            places[pointer] = node.Location.ToString();
    }

    private static ConfigNode? Find(ConfigNode? written, string key)
        => written is null ? null : ConfigMapping.From(written)?.Find(key);
}
