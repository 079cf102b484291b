using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Edge;

/// <summary>Checks a request's headers in one pass: rejects malformed ones, and removes those that a client must not set.</summary>
internal static class HeaderGuard
{
    private static readonly SearchValues<char> s_controls = SearchValues.Create(
        "\0\x01\x02\x03\x04\x05\x06\x07\x08\n\x0b\f\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f");

    // The headers are copied out, because an enumerator of the server's dictionary is boxed and ends at a removal. The
    // pass is synchronous, so one buffer per thread is sufficient.
    [ThreadStatic]
    private static KeyValuePair<string, StringValues>[]? s_copy;

    /// <summary>Checks and cleans the headers. Returns null to continue.</summary>
    public static GatewayResponse? Check(HttpContext http, EdgeSettings settings, bool isTunnel)
    {
        var headers = http.Request.Headers;
        var count = headers.Count;
        if (s_copy is null || s_copy.Length < count)
            s_copy = new KeyValuePair<string, StringValues>[Math.Max(count, 64)];

        var copy = s_copy;
        headers.CopyTo(copy, 0);
        try
        {
            return new HeaderPass(http, headers, settings, isTunnel).Run(copy.AsSpan(0, count));
        }
        finally
        {
            Array.Clear(copy, 0, count);
        }
    }

    /// <summary>Returns whether a value has a control character other than a tab (RFC 9110, section 5.5).</summary>
    public static bool HasControl(in StringValues values)
    {
        if (values.Count == 1)
            return values.ToString().AsSpan().ContainsAny(s_controls);

        foreach (var value in values)
        {
            if (value.AsSpan().ContainsAny(s_controls))
                return true;
        }

        return false;
    }
}
