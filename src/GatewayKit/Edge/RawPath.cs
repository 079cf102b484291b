using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Edge;

/// <summary>
/// Preserves the client's spelling of the path for the upstream. The server decodes the path for routing, transforms work
/// on the decoded path, and encoding it again can't restore whether <c>%2F</c> was <c>%2F</c> or <c>%252F</c>.
/// </summary>
internal static class RawPath
{
    // The characters that the server, the forwarder and Uri (which also changes queries) neither decode nor encode.
    private static readonly SearchValues<char> s_unchanging = SearchValues.Create(
        "!$&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");

    /// <summary>
    /// Maps the end of a transformed path that is also the end of the request's path back to the raw characters it
    /// came from; the part that transforms added before it is encoded.
    /// </summary>
    /// <param name="rawTarget">The request target as the client sent it.</param>
    /// <param name="requestPath">The request's path as the server decoded it, empty segments merged or not. A plugin can have removed a
    /// part of it.</param>
    /// <param name="transformedPath">The path after the transforms.</param>
    /// <param name="rawTransformed">The path to send, encoded.</param>
    /// <returns>
    /// False if there is nothing to do: the target has only characters that don't change, or the path isn't the target's.
    /// Otherwise the URI must be created without canonicalization, also because of the query.
    /// </returns>
    public static bool TryMapBack(
        string rawTarget, PathString requestPath, PathString transformedPath, [NotNullWhen(true)] out string? rawTransformed)
    {
        rawTransformed = null;
        return rawTarget.AsSpan().ContainsAnyExcept(s_unchanging)
            && TryMapBack(PathInspector.PathOf(rawTarget), requestPath.Value ?? "", transformedPath.Value ?? "", out rawTransformed);
    }

    private static bool TryMapBack(
        ReadOnlySpan<char> raw, string requestPath, string transformedPath, [NotNullWhen(true)] out string? rawTransformed)
    {
        rawTransformed = null;
        if (!TryAlign(raw, requestPath, out var skip, out var merges))
            return RawCut.TryCut(raw, requestPath, out var cut)
                && TryMapBack(cut.AsSpan(), requestPath, transformedPath, out rawTransformed);

        // Forward through the raw path to the first character whose decoded form starts the common end.
        var begin = requestPath.Length - CommonEnd(requestPath, transformedPath);
        var shift = transformedPath.Length - requestPath.Length;
        var reader = new RawPathReader(raw, merges);
        var at = -skip;
        while ((at < begin || SplitsEscape(transformedPath, at + shift)) && reader.MoveNext())
            at += reader.Decoded.Length;

        var end = reader.Rest;
        var prefix = transformedPath[..(at + shift)];
        rawTransformed = Encode(prefix, raw) + (merges ? Merge(end) : end.ToString());
        return true;
    }

    /// <summary>
    /// Checks that the path is the end of the decoded target (a path base may be missing in front), and returns how many
    /// decoded characters come before it and whether slashes were merged.
    /// </summary>
    private static bool TryAlign(ReadOnlySpan<char> raw, string requestPath, out int skip, out bool merges)
    {
        merges = false;
        if (TryAlign(raw, requestPath, merges, out skip))
            return true;

        merges = true;
        return raw.Contains("//", StringComparison.Ordinal) && TryAlign(raw, requestPath, merges, out skip);
    }

    private static bool TryAlign(ReadOnlySpan<char> raw, string requestPath, bool merges, out int skip)
    {
        var length = 0;
        for (var reader = new RawPathReader(raw, merges); reader.MoveNext();)
            length += reader.Decoded.Length;

        skip = length - requestPath.Length;
        if (skip < 0)
            return false;

        var at = -skip;
        for (var reader = new RawPathReader(raw, merges); reader.MoveNext(); at += reader.Decoded.Length)
        {
            if (at < 0 ? at + reader.Decoded.Length > 0 : !requestPath.AsSpan(at).StartsWith(reader.Decoded))
                return false;
        }

        return true;
    }

    private static int CommonEnd(string left, string right)
    {
        var length = 0;
        while (length < left.Length && length < right.Length && left[^(length + 1)] == right[^(length + 1)])
            length++;
        return length;
    }

    // Returns whether a cut here would split an escape that is literally in the transformed path, or a surrogate pair.
    private static bool SplitsEscape(string path, int at)
        => at < path.Length && at > 0 && (path[at - 1] == '%' || (at > 1 && path[at - 2] == '%') || char.IsLowSurrogate(path[at]));

    // An escape in the decoded path is an encoded slash, unless the client encoded percent signs: in that case it may be text.
    private static string Encode(string prefix, ReadOnlySpan<char> raw)
        => new PathString(raw.Contains("%25", StringComparison.Ordinal) ? prefix.Replace("%", "%25", StringComparison.Ordinal) : prefix)
            .ToUriComponent();

    private static string Merge(ReadOnlySpan<char> raw)
    {
        var merged = new char[raw.Length];
        var length = 0;
        foreach (var c in raw)
        {
            if (c != '/' || length == 0 || merged[length - 1] != '/')
                merged[length++] = c;
        }

        return new string(merged, 0, length);
    }
}
