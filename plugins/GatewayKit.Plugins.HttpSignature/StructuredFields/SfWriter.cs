using System.Globalization;
using System.Text;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>Serializes structured fields (RFC 9651, section 4.1).</summary>
internal static class SfWriter
{
    public static void Write(StringBuilder output, SfMember member)
    {
        if (member.InnerList is { } items)
        {
            output.Append('(');
            for (var i = 0; i < items.Length; i++)
            {
                if (i > 0)
                    output.Append(' ');
                Write(output, items[i]);
            }

            output.Append(')');
        }
        else
        {
            Write(output, member.Value);
        }

        WriteParameters(output, member);
    }

    public static void Write(StringBuilder output, SfDictionary dictionary)
    {
        for (var i = 0; i < dictionary.Members.Count; i++)
        {
            var (name, member) = dictionary.Members[i];
            output.Append(i > 0 ? ", " : "").Append(name);
            if (member is { InnerList: null, Value.IsTrue: true })
            {
                WriteParameters(output, member);
                continue;
            }

            output.Append('=');
            Write(output, member);
        }
    }

    public static void Write(StringBuilder output, IReadOnlyList<SfMember> list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            output.Append(i > 0 ? ", " : "");
            Write(output, list[i]);
        }
    }

    public static void Write(StringBuilder output, in SfValue value)
    {
        switch (value.Type)
        {
            case SfType.Integer:
                output.Append(CultureInfo.InvariantCulture, $"{value.Number}");
                break;
            case SfType.Decimal:
                output.Append((value.Number / 1000m).ToString("0.0##", CultureInfo.InvariantCulture));
                break;
            case SfType.String:
                WriteString(output, value.Text!);
                break;
            case SfType.Token:
                output.Append(value.Text);
                break;
            case SfType.ByteSequence:
                output.Append(':').Append(Convert.ToBase64String(value.Bytes!)).Append(':');
                break;
            case SfType.Boolean:
                output.Append(value.IsTrue ? "?1" : "?0");
                break;
            case SfType.Date:
                output.Append(CultureInfo.InvariantCulture, $"@{value.Number}");
                break;
            default:
                WriteDisplayString(output, value.Text!);
                break;
        }
    }

    /// <summary>Writes a string of printable ASCII characters.</summary>
    public static void WriteString(StringBuilder output, string text)
    {
        output.Append('"');
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                output.Append('\\');
            output.Append(character);
        }

        output.Append('"');
    }

    private static void WriteParameters(StringBuilder output, SfMember member)
    {
        foreach (ref readonly var parameter in member.Parameters)
        {
            output.Append(';').Append(parameter.Name);
            if (parameter.Value.IsTrue)
                continue;

            output.Append('=');
            Write(output, parameter.Value);
        }
    }

    private static void WriteDisplayString(StringBuilder output, string text)
    {
        output.Append("%\"");
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            if (value is >= 0x20 and <= 0x7e and not (byte)'%' and not (byte)'"')
                output.Append((char)value);
            else
                output.Append(CultureInfo.InvariantCulture, $"%{value:x2}");
        }

        output.Append('"');
    }
}
