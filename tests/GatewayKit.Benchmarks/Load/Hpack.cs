using System.Text;

namespace GatewayKit.Benchmarks.Load;

/// <summary>
/// The header blocks of HTTP/2 requests (HPACK, RFC 7541). The first request of a connection adds its headers to the dynamic table,
/// and each further one refers to them, as browsers and libraries do.
/// </summary>
internal static class Hpack
{
    // Of the static table: RFC 7541, Appendix A.
    private const byte GetMethod = 0x82;
    private const byte HttpScheme = 0x86;
    private const byte HttpsScheme = 0x87;
    private const byte Status200 = 0x88;
    private const int AuthorityName = 1;
    private const int PathName = 4;
    private const int StaticEntries = 61;

    /// <summary>Returns the block of a connection's first GET, and that of each further one.</summary>
    public static (byte[] First, byte[] Next) Encode(LoadSpec spec)
    {
        byte[] pseudo = [GetMethod, spec.CertificateHash is null ? HttpScheme : HttpsScheme];
        var headers = RequestHeaders.Of(spec).ToArray();
        var (first, next) = (new List<byte>(pseudo), new List<byte>(pseudo));
        AddLiteral(first, PathName, "", RequestHeaders.TargetOf(spec));
        AddLiteral(first, AuthorityName, "", spec.Host);
        foreach (var (name, value) in headers)
            AddLiteral(first, 0, name, value);

        // The entry that was added last has the lowest index.
        for (var i = headers.Length + 2; i > 0; i--)
            AddInteger(next, 0x80, 7, StaticEntries + i);
        return ([.. first], [.. next]);
    }

    /// <summary>Returns whether a response's block begins with the status 200.</summary>
    public static bool IsOk(ReadOnlySpan<byte> block)
    {
        // Updates of the dynamic table's size come first (section 6.3); one of 31 or more has further bytes.
        while (block is [>= 0x20 and <= 0x3f and var update, .. var rest])
        {
            while (update == 0x3f && rest is [>= 0x80, .. var more])
                rest = more;
            block = update == 0x3f && rest.Length > 0 ? rest[1..] : rest;
        }

        return block is [Status200, ..];
    }

    // With incremental indexing (section 6.2.1), without Huffman coding.
    private static void AddLiteral(List<byte> block, int nameIndex, string name, string value)
    {
        AddInteger(block, 0x40, 6, nameIndex);
        if (nameIndex == 0)
            AddText(block, name);
        AddText(block, value);
    }

    private static void AddText(List<byte> block, string text)
    {
        AddInteger(block, 0, 7, text.Length);
        block.AddRange(Encoding.ASCII.GetBytes(text));
    }

    // Section 5.1.
    private static void AddInteger(List<byte> block, byte flags, int prefix, int value)
    {
        var limit = (1 << prefix) - 1;
        if (value < limit)
        {
            block.Add((byte)(flags | value));
            return;
        }

        block.Add((byte)(flags | limit));
        for (value -= limit; value >= 0x80; value >>= 7)
            block.Add((byte)((value & 0x7f) | 0x80));
        block.Add((byte)value);
    }
}
