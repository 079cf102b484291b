using System.Net;
using GatewayKit.Telemetry.Sampling;

namespace GatewayKit.Statistics.Sampling;

/// <summary>Records the target of a request (RFC 9112, section 3.2): the path as the client sent it, and of the query only parameters
/// whose values are kept.</summary>
internal static class RecordedTarget
{
    private const string Authority = "://";
    private const string Server = "*";

    /// <summary>The start of a JSON Web Token in base64.</summary>
    private const string TokenStart = "eyJ";

    /// <summary>Replaces the values of parameters that are only known by name, and tokens.</summary>
    public const string Redacted = "REDACTED";

    /// <summary>Writes the target, and whether its query had other parameters.</summary>
    /// <returns>False if the target is too long, or an authority.</returns>
    public static bool TryWrite(ref HeadWriter writer, string? target, RecordedNames names)
    {
        if (!TryPathAndQuery(target, out var rest) || !writer.TryBegin())
            return false;

        var start = rest.IndexOf('?');
        var path = start < 0 ? rest : rest[..start];
        if (!TryWritePath(ref writer, path))
            return false;

        var hasOthers = false;
        if (start >= 0 && !TryWriteQuery(ref writer, rest[(start + 1)..], names, out hasOthers))
            return false;
        return writer.End() && writer.TryWrite(hasOthers ? 1 : 0);
    }

    /// <summary>Removes the scheme and the authority of an absolute URL, which can have a user and a password.</summary>
    private static bool TryPathAndQuery(ReadOnlySpan<char> target, out ReadOnlySpan<char> rest)
    {
        rest = target;
        if (target is ['/', ..] or Server)
            return true;

        var authority = target.IndexOf(Authority);
        if (authority < 0)
            return false;

        rest = target[(authority + Authority.Length)..];
        var path = rest.IndexOfAny('/', '?');
        rest = path < 0 ? "/" : rest[path..];
        return rest is ['/', ..];
    }

    /// <summary>Writes a path without the segments that have a JSON Web Token in whichever form.</summary>
    private static bool TryWritePath(ref HeadWriter writer, ReadOnlySpan<char> path)
    {
        if (!path.Contains(TokenStart, StringComparison.Ordinal))
            return writer.TryAppend(path);

        while (true)
        {
            var end = path.IndexOf('/');
            var segment = end < 0 ? path : path[..end];
            if (!writer.TryAppend(segment.Contains(TokenStart, StringComparison.Ordinal) ? Redacted : segment))
                return false;
            if (end < 0)
                return true;
            if (!writer.TryAppend("/"))
                return false;

            path = path[(end + 1)..];
        }
    }

    private static bool TryWriteQuery(ref HeadWriter writer, ReadOnlySpan<char> query, RecordedNames names, out bool hasOthers)
    {
        hasOthers = false;
        var separator = "?";
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            if (pair.IsEmpty)
                continue;

            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            var (isKnown, isKept) = Look(name, names);
            if (!isKnown)
            {
                hasOthers = true;
                continue;
            }

            if (!writer.TryAppend(separator) || !writer.TryAppend(name))
                return false;
            if (equals >= 0 && (!writer.TryAppend("=") || !writer.TryAppend(isKept ? Shown(pair[(equals + 1)..]) : Redacted)))
                return false;
            separator = "&";
        }

        return true;
    }

    private static ReadOnlySpan<char> Shown(ReadOnlySpan<char> value)
        => value.Contains(TokenStart, StringComparison.Ordinal) ? Redacted : value;

    // Names are compared decoded. Decoding allocates, and is rare.
    private static (bool IsKnown, bool IsKept) Look(ReadOnlySpan<char> name, RecordedNames names)
    {
        if (name.IndexOfAny('%', '+') < 0)
            return (names.KnowsParameter(name), names.HasParameter(name));

        var decoded = WebUtility.UrlDecode(name.ToString());
        return (names.KnowsParameter(decoded), names.HasParameter(decoded));
    }
}
