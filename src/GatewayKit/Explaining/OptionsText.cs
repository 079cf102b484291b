using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GatewayKit.Configuration;

namespace GatewayKit.Explaining;

/// <summary>Writes bound options as the configuration would: <c>{ limit: 100, window: 1m }</c>. Secrets are masked.</summary>
internal static class OptionsText
{
    private const int MaximumDepth = 16;
    private const string Masked = "***";

    public static string Of(object options)
    {
        var text = new StringBuilder();
        Write(text, options, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case var _ when depth > MaximumDepth:
                text.Append("...");
                break;
            case string s when s == Masked:
                text.Append(s);
                break;
            case string s:
                text.Append(IsPlain(s) ? s : $"\"{JsonEncodedText.Encode(s, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");
                break;
            case bool b:
                text.Append(b ? "true" : "false");
                break;
            case TimeSpan duration:
                text.Append(Duration.Format(duration));
                break;
            case Enum e:
                text.Append(EnumNames.Key(e.ToString()));
                break;
            case ByteSize or IFormattable:
                text.Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            case IDictionary dictionary:
                WriteAll(text, '{', '}', dictionary.Cast<object>().Select(Entry), depth);
                break;
            case IEnumerable list:
                WriteAll(text, '[', ']', list.Cast<object?>().Select(item => ((string?)null, item)), depth);
                break;
            default:
                WriteAll(text, '{', '}', Properties(value), depth);
                break;
        }
    }

    private static IEnumerable<(string? Key, object? Value)> Properties(object value)
        => value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanRead && p.SetMethod is not null && p.GetIndexParameters().Length == 0)
            .Select(p => (Key: (string?)JsonNamingPolicy.CamelCase.ConvertName(p.Name), Value: Shown(p, value)))
            .Where(p => p.Value is not (null or ICollection { Count: 0 }));

    private static object? Shown(PropertyInfo property, object owner)
        => property.GetValue(owner) is not { } value ? null : property.IsDefined(typeof(SecretAttribute)) ? Masked : value;

    private static (string? Key, object? Value) Entry(object entry)
    {
        var type = entry.GetType();
        return entry is DictionaryEntry e
            ? (e.Key.ToString(), e.Value)
            : (type.GetProperty("Key")?.GetValue(entry)?.ToString(), type.GetProperty("Value")?.GetValue(entry));
    }

    private static void WriteAll(StringBuilder text, char open, char close, IEnumerable<(string? Key, object? Value)> items, int depth)
    {
        text.Append(open);
        var isFirst = true;
        foreach (var (key, value) in items)
        {
            text.Append(isFirst ? " " : ", ");
            isFirst = false;
            if (key is not null)
                text.Append(key).Append(": ");
            Write(text, value, depth + 1);
        }

        text.Append(isFirst ? "" : " ").Append(close);
    }

    private static bool IsPlain(string text)
        => text.Length is > 0 and <= 200 && char.IsLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/');
}
