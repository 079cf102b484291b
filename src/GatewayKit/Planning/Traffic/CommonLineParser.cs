using System.Buffers;
using System.Globalization;
using System.Text;

namespace GatewayKit.Planning.Traffic;

/// <summary>
/// Parses a line in the Common or Combined Log Format: <c>client ident user [time] "request" status size "referer" "agent"</c>. A
/// virtual host before the client, as Apache's <c>vhost_combined</c> has it, is the host. Other fields have no effect.
/// </summary>
internal static class CommonLineParser
{
    private const string None = "-";

    /// <returns>The request; null if the line is malformed.</returns>
    public static TrafficRequest? Parse(ReadOnlySpan<byte> line, TrafficOptions options, out string? error)
    {
        error = null;
        if (!TryHead(ref line, out var host, out var user))
        {
            error = "The line is neither JSON nor in the Common or Combined Log Format.";
            return null;
        }

        if (!TryQuoted(ref line, out var request) || request.Split(' ') is not [var method, var target, ..] parts || parts.Length > 3
            || !HttpSyntax.IsToken(method) || target.Length == 0)
        {
            error = "The request of the line isn't a method and a target.";
            return null;
        }

        int? status = int.TryParse(Next(ref line), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        Next(ref line); // the size of the response
        var headers = new List<KeyValuePair<string, string>>();
        AddHeader(ref line, "Referer", headers);
        AddHeader(ref line, "User-Agent", headers);
        return new TrafficRequest
        {
            Method = method,
            Target = target,
            Host = host ?? options.Host,
            Scheme = options.Scheme,
            Headers = headers,

            // Servers log the name that a client claims, also if its password is wrong.
            Consumer = status is 401 or 407 ? null : user,
            Status = status,
        };
    }

    /// <summary>Reads the fields up to the time.</summary>
    private static bool TryHead(ref ReadOnlySpan<byte> line, out string? host, out string? user)
    {
        (host, user) = (null, null);
        var time = line.IndexOf(" ["u8);
        if (time < 0)
            return false;

        var fields = Encoding.UTF8.GetString(line[..time]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var end = line[time..].IndexOf("] "u8);
        if (end < 0 || fields.Length is not (3 or 4))
            return false;

        host = fields.Length == 4 ? fields[0] : null;
        user = fields[^1] == None ? null : Unescape(fields[^1]);
        line = line[(time + end + 2)..];
        return true;
    }

    private static void AddHeader(ref ReadOnlySpan<byte> line, string name, List<KeyValuePair<string, string>> headers)
    {
        if (TryQuoted(ref line, out var value) && value is not (None or ""))
            headers.Add(new(name, value));
    }

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> line)
    {
        line = line.TrimStart((byte)' ');
        var end = line.IndexOf((byte)' ');
        var field = end < 0 ? line : line[..end];
        line = line[field.Length..];
        return field;
    }

    private static bool TryQuoted(ref ReadOnlySpan<byte> line, out string value)
    {
        value = "";
        line = line.TrimStart((byte)' ');
        if (line is not [(byte)'"', ..])
            return false;

        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == (byte)'\\')
            {
                i++;
            }
            else if (line[i] == (byte)'"')
            {
                value = Unescape(Encoding.UTF8.GetString(line[1..i]));
                line = line[(i + 1)..];
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads <c>\"</c>, <c>\\</c> and <c>\xhh</c>, with which Apache and nginx write other bytes.</summary>
    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;

        var bytes = new ArrayBufferWriter<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                Encoding.UTF8.GetBytes(text.AsSpan(i, char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1), bytes);
                i += char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 1 : 0;
            }
            else if (text[i + 1] is 'x' or 'X' && i + 3 < text.Length
                && byte.TryParse(text.AsSpan(i + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Write([value]);
                i += 3;
            }
            else
            {
                i++;
                Encoding.UTF8.GetBytes(text.AsSpan(i, 1), bytes);
            }
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
