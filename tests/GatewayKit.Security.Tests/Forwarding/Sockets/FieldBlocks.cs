using System.Text;

namespace GatewayKit.Security.Tests.Forwarding.Sockets;

/// <summary>
/// Field blocks of HTTP/2 (RFC 7541) without a dynamic table and without Huffman codes: what is written is what is sent. Strings are
/// Latin-1.
/// </summary>
internal static class FieldBlocks
{
    // RFC 7541, appendix A.
    private static readonly string[] s_names =
    [
        ":authority", ":method", ":method", ":path", ":path", ":scheme", ":scheme", ":status", ":status", ":status", ":status", ":status",
        ":status", ":status", "accept-charset", "accept-encoding", "accept-language", "accept-ranges", "accept",
        "access-control-allow-origin", "age", "allow", "authorization", "cache-control", "content-disposition", "content-encoding",
        "content-language", "content-length", "content-location", "content-range", "content-type", "cookie", "date", "etag", "expect",
        "expires", "from", "host", "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "last-modified",
        "link", "location", "max-forwards", "proxy-authenticate", "proxy-authorization", "range", "referer", "refresh", "retry-after",
        "server", "set-cookie", "strict-transport-security", "transfer-encoding", "user-agent", "vary", "via", "www-authenticate",
    ];

    private static readonly string[] s_values =
        ["", "GET", "POST", "/", "/index.html", "http", "https", "200", "204", "206", "304", "400", "404", "500", "", "gzip, deflate"];

    public static string Encode(IEnumerable<(string Name, string Value)> fields)
    {
        var block = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            // A literal that is never indexed.
            block.Append('\x10');
            AppendText(block, name);
            AppendText(block, value);
        }

        return block.ToString();
    }

    public static IReadOnlyList<(string Name, string Value)> Decode(string block)
    {
        var fields = new List<(string, string)>();
        for (var at = 0; at < block.Length;)
        {
            var first = block[at];
            if (first >= 0x80)
            {
                var index = ReadNumber(block, ref at, 7);
                fields.Add((s_names[index - 1], index <= s_values.Length ? s_values[index - 1] : ""));
            }
            else if ((first & 0xe0) == 0x20)
            {
                ReadNumber(block, ref at, 5);
            }
            else
            {
                var index = ReadNumber(block, ref at, first >= 0x40 ? 6 : 4);
                var name = index > 0 ? s_names[index - 1] : ReadText(block, ref at);
                fields.Add((name, ReadText(block, ref at)));
            }
        }

        return fields;
    }

    private static void AppendText(StringBuilder block, string text)
    {
        if (text.Length < 127)
        {
            block.Append((char)text.Length);
        }
        else
        {
            block.Append('\x7f');
            var rest = text.Length - 127;
            for (; rest >= 128; rest >>= 7)
                block.Append((char)((rest & 127) | 128));
            block.Append((char)rest);
        }

        block.Append(text);
    }

    private static string ReadText(string block, ref int at)
    {
        Assert.True(block[at] < 0x80, "Kestrel doesn't send Huffman codes.");
        var length = ReadNumber(block, ref at, 7);
        return block[at..(at += length)];
    }

    private static int ReadNumber(string block, ref int at, int bits)
    {
        var most = (1 << bits) - 1;
        var number = block[at++] & most;
        if (number < most)
            return number;

        for (var shift = 0; ; shift += 7)
        {
            var next = block[at++];
            number += (next & 127) << shift;
            if (next < 128)
                return number;
        }
    }
}
