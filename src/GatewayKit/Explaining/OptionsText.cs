using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Scalars;
using GatewayKit.Masking;

namespace GatewayKit.Explaining;

/// <summary>
/// Formats bound options as in a configuration: <c>{ limit: 100, window: 1m }</c>. Secrets are masked as in <see cref="ShownOptions"/>. A
/// value that came from a variable is shown as written in the configuration, because variables often contain secrets.
/// </summary>
internal static class OptionsText
{
    private const int MaximumDepth = 16;
    private const string Masked = ConfigSecrets.Mask;

    /// <param name="plugin">The plugin's name.</param>
    /// <param name="options">The bound options.</param>
    /// <param name="written">The options as written; null if they were created in code, or there are none.</param>
    public static string Of(string plugin, object options, ConfigNode? written)
    {
        var text = new StringBuilder();
        Write(text, options, written, ShownOptions.Of(plugin, options, written), 0);
        return text.ToString();
    }

    /// <summary>Returns the text of each option of a record, in the order of the record. Options without a value are left out.</summary>
    /// <param name="plugin">The plugin's name.</param>
    /// <param name="options">The bound options.</param>
    /// <param name="written">The options as written; null if they were created in code, or there are none.</param>
    public static IEnumerable<(string Key, string Text)> Each(string plugin, object options, ConfigNode? written)
    {
        var shown = ShownOptions.Of(plugin, options, written);
        foreach (var (key, value, node) in Properties(options, written))
        {
            var text = new StringBuilder();
            Write(text, value, node, Find(shown, key), 1);
            yield return (key!, text.ToString());
        }
    }

    private static void Write(StringBuilder text, object? value, ConfigNode? written, JsonNode? shown, int depth)
    {
        switch (value)
        {
            case var _ when written is ConfigScalar scalar && scalar.HasVariable:
                WriteText(text, scalar.Written);
                break;
            case null:
                text.Append("null");
                break;
            case var _ when depth > MaximumDepth:
                text.Append("...");
                break;
            case var _ when IsMask(shown):
                text.Append(Masked);
                break;
            case string s:
                WriteText(text, TextOf(shown) ?? ConfigSecrets.MaskedIn(s));
                break;
            case bool b:
                text.Append(b ? "true" : "false");
                break;
            case TimeSpan duration:
                text.Append(Duration.Format(duration));
                break;
            case DateTimeOffset time:
                text.Append(TimeText.Format(time));
                break;
            case Enum e:
                text.Append(EnumNames.Key(e.ToString()));
                break;
            case ByteSize or IFormattable:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case IDictionary dictionary:
                WriteAll(text, '{', '}',
                    dictionary.Cast<object>().Select(Entry).Select(e => (e.Key, e.Value, Find(written, e.Key), Find(shown, e.Key))), depth);
                break;
            case IEnumerable list:
                WriteList(text, list, written, shown, depth);
                break;
            default:
                WriteAll(
                    text, '{', '}', Properties(value, written).Select(p => (p.Key, p.Value, p.Written, Find(shown, p.Key))), depth);
                break;
        }
    }

    /// <summary>The items of a set have no order, so they are shown in the order of the configuration.</summary>
    private static void WriteList(StringBuilder text, IEnumerable list, ConfigNode? written, JsonNode? shown, int depth)
    {
        var nodes = (written as ConfigSequence)?.Items;
        var items = list is IList || nodes is null ? list.Cast<object?>() : nodes.Select(node => (object?)(node as ConfigScalar)?.Written);
        var masks = shown as JsonArray;
        WriteAll(
            text, '[', ']',
            items.Select((item, i) => (
                (string?)null, item, nodes?.ElementAtOrDefault(i),
                list is IList ? masks?.ElementAtOrDefault(i) : masks?.FirstOrDefault(IsMask))),
            depth);
    }

    private static IEnumerable<(string? Key, object? Value, ConfigNode? Written)> Properties(object value, ConfigNode? written)
    {
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!property.CanRead || property.SetMethod is null || property.GetIndexParameters().Length > 0
                || property.GetValue(value) is not { } item || ItemCount.Of(item) == 0)
                continue;

            var key = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            var node = Find(written, key);
            yield return property.IsDefined(typeof(SecretAttribute)) && node is not ConfigScalar { IsVariable: true }
                ? (key, Masked, null)
                : (key, item, node);
        }
    }

    private static bool IsMask(JsonNode? shown) => TextOf(shown) == Masked;

    private static string? TextOf(JsonNode? shown) => shown is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonNode? Find(JsonNode? shown, string? key) => key is null ? null : (shown as JsonObject)?[key];

    private static ConfigNode? Find(ConfigNode? written, string? key)
        => written is null || key is null ? null : ConfigMapping.From(written)?.Find(key);

    private static (string? Key, object? Value) Entry(object entry)
    {
        var type = entry.GetType();
        return entry is DictionaryEntry e
            ? (e.Key.ToString(), e.Value)
            : (type.GetProperty("Key")?.GetValue(entry)?.ToString(), type.GetProperty("Value")?.GetValue(entry));
    }

    private static void WriteAll(
        StringBuilder text, char open, char close,
        IEnumerable<(string? Key, object? Value, ConfigNode? Written, JsonNode? Shown)> items, int depth)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var (key, value, written, shown) in items)
        {
            text.Append(isFirst ? " " : ", ");
            isFirst = false;
            if (key is not null)
                text.Append(key).Append(": ");
            Write(text, value, written, shown, depth + 1);
        }

        text.Append(isFirst ? "" : " ").Append(close);
    }

    private static void WriteText(StringBuilder text, string value)
        => text.Append(value == Masked || IsPlain(value)
            ? value
            : $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");

    private static bool IsPlain(string text)
        => text.Length is > 0 and <= 200
            && char.IsLetter(text[0])
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/');
}
