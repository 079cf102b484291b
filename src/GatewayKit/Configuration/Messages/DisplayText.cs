using System.Buffers;
using System.Globalization;
using System.Text;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Configuration.Scalars;

namespace GatewayKit.Configuration.Messages;

/// <summary>How a value looks in a message: short, on one line, never a secret.</summary>
internal static class DisplayText
{
    public const string Secret = "***";
    private const int Bound = 80;
    private static readonly SearchValues<char> s_unquoted = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.:+-");

    /// <summary>A node as it was written: <c>0</c>, <c>'jvt'</c>, <c>a list</c>.</summary>
    public static string Node(ConfigNode node, bool isSecret) => node switch
    {
        ConfigScalar when isSecret => Secret,
        ConfigScalar scalar => Text(scalar.Written),
        ConfigValue value => $"a {Name(value.Value.GetType().Name)}",
        _ => Kind(node),
    };

    /// <summary>The kind of a node, where its content is no one's business: what stands there may be a secret out of place.</summary>
    public static string Kind(ConfigNode node) => node switch
    {
        ConfigMapping => "a mapping",
        ConfigSequence => "a list",
        ConfigScalar => "a single value",
        ConfigNull => "null",
        _ => "a value from code",
    };

    /// <summary>A value that has been bound or was made in code.</summary>
    public static string Value(object? value, bool isSecret) => value switch
    {
        null => "null",
        _ when isSecret => Secret,
        string text => Text(text),
        bool flag => flag ? "true" : "false",
        TimeSpan duration => Duration.Format(duration),
        Enum member => EnumNames.Key(member.ToString()),
        IFormattable formattable => Text(formattable.ToString(null, CultureInfo.InvariantCulture)),
        _ => Text(value.ToString() ?? ""),
    };

    /// <summary>Text in quotes, unless it reads like a number or a duration.</summary>
    public static string Text(string text)
        => text.Length is > 0 and <= 32 && (char.IsAsciiDigit(text[0]) || (text[0] is '-' or '+' && text.Length > 1)) && !text.AsSpan().ContainsAnyExcept(s_unquoted)
            ? text
            : $"'{Name(text)}'";

    /// <summary>A name on one line: control characters escaped, cut where it is too long.</summary>
    public static string Name(string name) => Line(name.Length <= Bound ? name : string.Concat(name.AsSpan(0, Bound), "..."));

    /// <summary>The part of a text that <see cref="Name"/> shows of it.</summary>
    public static string Beginning(string text) => Line(text.Length <= Bound ? text : text[..Bound]);

    /// <summary>A text on one line: control characters escaped.</summary>
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

    // Format characters too: text that runs from right to left could make a message lie.
    private static bool IsUnprintable(char c) => char.IsControl(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
