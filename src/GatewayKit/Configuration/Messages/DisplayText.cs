using System.Buffers;
using System.Globalization;
using System.Text;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Scalars;

namespace GatewayKit.Configuration.Messages;

/// <summary>Formats values for messages: short, on one line, without secrets.</summary>
internal static class DisplayText
{
    public const string Secret = "***";
    private const int Bound = 80;
    private static readonly SearchValues<char> s_unquoted =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.:+-");

    /// <summary>Returns a node as it was written: <c>0</c>, <c>'jvt'</c>, <c>a list</c>.</summary>
    public static string Node(ConfigNode node, bool isSecret) => node switch
    {
        ConfigScalar when isSecret => Secret,
        ConfigScalar scalar => Text(scalar.Written),
        ConfigValue value => $"a {Name(value.Value.GetType().Name)}",
        _ => Kind(node),
    };

    /// <summary>Returns the kind of a node whose content must not be shown: it may be a misplaced secret.</summary>
    public static string Kind(ConfigNode node) => node switch
    {
        ConfigMapping => "a mapping",
        ConfigSequence => "a list",
        ConfigScalar => "a single value",
        ConfigNull => "null",
        _ => "a value from code",
    };

    /// <summary>Returns a value that was bound or created in code.</summary>
    public static string Value(object? value, bool isSecret) => value switch
    {
        null => "null",
        _ when isSecret => Secret,
        string text => Text(text),
        bool flag => flag ? "true" : "false",
        TimeSpan duration => Duration.Format(duration),
        DateTimeOffset time => TimeText.Format(time),
        Enum member => EnumNames.Key(member.ToString()),
        IFormattable formattable => Text(formattable.ToString(null, CultureInfo.InvariantCulture)),
        _ => Text(value.ToString() ?? ""),
    };

    /// <summary>Returns text in quotes, unless it looks like a number or a duration.</summary>
    public static string Text(string text)
        => text.Length is > 0 and <= 32
            && (char.IsAsciiDigit(text[0]) || (text[0] is '-' or '+' && text.Length > 1))
            && !text.AsSpan().ContainsAnyExcept(s_unquoted)
            ? text
            : $"'{Name(text)}'";

    /// <summary>Returns a name on one line: control characters are escaped, and a long name is truncated.</summary>
    public static string Name(string name) => Line(name.Length <= Bound ? name : string.Concat(name.AsSpan(0, Bound), "..."));

    /// <summary>Returns the part of a text that <see cref="Name"/> shows.</summary>
    public static string Beginning(string text) => Line(text.Length <= Bound ? text : text[..Bound]);

    /// <summary>Returns a text on one line, with control characters escaped.</summary>
    public static string Line(string text)
    {
        if (!text.Any(IsUnprintable))
            return text;

        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            if (IsUnprintable(c))
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }

    // Format characters too: text that runs from right to left could make a message misleading.
    private static bool IsUnprintable(char c) => char.IsControl(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
